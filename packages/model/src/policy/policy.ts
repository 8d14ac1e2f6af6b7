/**
 * An amount as a decimal string: digits, at most one point, no sign, no exponent, no thousands separator, no leading
 * or trailing zeros (`"50"`, `"0.05"`, `"0"`). At most 18 decimals, at most 10^15.
 *
 * @pattern ^((0|[1-9][0-9]{0,14})(\.[0-9]{0,17}[1-9])?|1000000000000000)$
 */
export type Amount = string;

/**
 * A part of a whole, as an amount from 0 to 1.
 *
 * @pattern ^(0|0\.[0-9]{0,17}[1-9]|1)$
 */
export type Share = string;

/**
 * Exact elapsed time in ISO 8601 form, in the largest unit that divides it: days (`P7D`; also a week, a month `P30D`,
 * a quarter `P90D`, a year `P365D`), else hours (`PT6H`), else minutes (`PT15M`), else seconds (`PT30S`).
 *
 * @pattern ^P([1-9][0-9]*D|T[1-9][0-9]*[HMS])$
 */
export type Duration = string;

/**
 * An instant in UTC with whole seconds: `2026-12-31T00:00:00Z`.
 *
 * @pattern ^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$
 */
export type Instant = string;

/**
 * A local wall-clock time, `00:00` to `23:59`.
 *
 * @pattern ^([01][0-9]|2[0-3]):[0-5][0-9]$
 */
export type TimeOfDay = string;

/**
 * ISO 4217 alphabetic code, in upper case.
 *
 * @pattern ^[A-Z]{3}$
 */
export type CurrencyCode = string;

/**
 * A canonical merchant id, or a pattern for all subdomains of a host such as `*.example.com`.
 *
 * @minLength 1
 * @maxLength 2048
 */
export type MerchantPattern = string;

/**
 * Id in the category table: lower case, with `_` between words.
 *
 * @pattern ^[a-z][a-z0-9]*(_[a-z0-9]+)*$
 */
export type CategoryId = string;

/**
 * ISO 18245 merchant category code.
 *
 * @pattern ^[0-9]{4}$
 */
export type MerchantCategoryCode = string;

/**
 * Symbol of a token, in upper case.
 *
 * @pattern ^[A-Z0-9][A-Z0-9._-]{0,31}$
 */
export type TokenSymbol = string;

/**
 * Id of a chain, in lower case.
 *
 * @pattern ^[a-z0-9][a-z0-9._:-]{0,63}$
 */
export type ChainId = string;

/**
 * Address or account id, verbatim; in lower case where it starts with 0x.
 *
 * @minLength 1
 * @maxLength 256
 */
export type Recipient = string;

/**
 * ISO 3166-1 alpha-2 code, in upper case.
 *
 * @pattern ^[A-Z]{2}$
 */
export type CountryCode = string;

/** A day of the week. Lists of weekdays keep the order Monday to Sunday. */
export type Weekday = "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday";

/** What a payment is for, in the broadest terms. */
export type Scope = "compute" | "data" | "services" | "retail" | "digital" | "agent_to_agent";

export type CalendarUnit = "hour" | "day" | "week" | "month" | "quarter" | "year";

/**
 * A stretch of time over which money or payments are counted. All windows are half-open.
 *
 * - `anchored`: the first spend at `t0` opens `[t0, t0 + duration)`; the first spend at or after its end opens the next.
 * - `sliding`: the spends in `(now - duration, now]`.
 * - `calendar`: from the start of the current unit in the policy's time zone to the start of the next.
 */
export type Window =
  | { type: "anchored"; duration: Duration }
  | { type: "sliding"; duration: Duration }
  | { type: "calendar"; unit: CalendarUnit };

/** What a limit is measured over: each payment, the life of the account, or a window. */
export type Per = "transaction" | "lifetime" | Window;

/** One budget for each distinct value of this fact. A payment without it falls into a budget of its own. */
export type Partition = "merchant" | "category" | "recipient";

/**
 * Local times in the policy's time zone; days and hours must both match. Hours are half-open. A `to` that is not after
 * `from` runs past midnight and belongs to the day it starts on.
 *
 * @minProperties 1
 */
export interface Schedule {
  /** @minItems 1 @uniqueItems true */
  days?: Weekday[];
  hours?: { from: TimeOfDay; to: TimeOfDay };
}

/**
 * Which payments are meant. `merchants`, `categories` and `mccs` are one dimension, who is paid: any of them matches.
 * Every other key is a dimension of its own; a payment matches when it matches every dimension present. An empty
 * selector matches everything, and is written by leaving its key out. Lists are sorted by code unit, without duplicates
 * and never empty.
 *
 * @minProperties 1
 */
export interface Selector {
  /** @minItems 1 @uniqueItems true */
  merchants?: MerchantPattern[];
  /** @minItems 1 @uniqueItems true */
  categories?: CategoryId[];
  /** @minItems 1 @uniqueItems true */
  mccs?: MerchantCategoryCode[];
  /** @minItems 1 @uniqueItems true */
  scopes?: Scope[];
  /** @minItems 1 @uniqueItems true */
  tokens?: TokenSymbol[];
  /** @minItems 1 @uniqueItems true */
  chains?: ChainId[];
  /** @minItems 1 @uniqueItems true */
  recipients?: Recipient[];
  /** @minItems 1 @uniqueItems true */
  countries?: CountryCode[];
  /** Whether the account has ever captured a payment to this merchant before. */
  merchantHistory?: "new" | "known";
}

/** What any rule may carry: the rule applies only where all of these hold. */
export interface Conditions {
  /** Not to payments that match this. Never on `allow`. */
  except?: Selector;
  /** Only at these times. */
  during?: Schedule;
  /** Only from this instant (inclusive). */
  validFrom?: Instant;
  /** Only until this instant (exclusive). */
  validUntil?: Instant;
}

/** Money (amount and fee) of matching payments, this one included, is `<= max` (`< max` when `exclusive`). */
export interface LimitBody {
  kind: "limit";
  per: Per;
  max: Amount;
  exclusive?: true;
  by?: Partition;
  on?: Selector;
}

/** The number of matching payments, this one included, is `<= max`. */
export interface VelocityBody {
  kind: "velocity";
  per: Window | "lifetime";
  /** A whole number. @minimum 0 @maximum 9007199254740991 @asType integer */
  max: number;
  by?: Partition;
  on?: Selector;
}

/** Within each dimension the allowed set is the union over all allow rules in force. */
export interface AllowBody {
  kind: "allow";
  only: Selector;
}

/** A matching payment is denied; without `what`, every payment. */
export interface BlockBody {
  kind: "block";
  what?: Selector;
}

/**
 * A payment that passes everything else needs `approvers` distinct human approvals when its amount (fee not counted)
 * is `> above` (`>=` when `inclusive`), or any amount when `above` is absent. With `per`, the sum of amounts over that
 * window, this one included, is compared.
 */
export interface ApprovalBody {
  kind: "approval";
  above?: Amount;
  inclusive?: true;
  /** Absent: each payment by itself. */
  per?: Per;
  by?: Partition;
  /** Absent: 1. @minimum 1 @maximum 9007199254740991 @asType integer */
  approvers?: number;
  on?: Selector;
}

/** Denies a payment to the same merchant (else recipient) for the same amount as one within the trailing duration. */
export interface DuplicateBody {
  kind: "duplicate";
  within: Duration;
  on?: Selector;
}

/** Payments only at these local times. With several schedule rules, any may match. */
export interface ScheduleBody {
  kind: "schedule";
  only: Schedule;
}

/** The payment's drift score is `<= max`. */
export interface DriftBody {
  kind: "drift";
  max: Share;
}

/** The balance after the payment is `>= keep`. */
export interface ReserveBody {
  kind: "reserve";
  keep: Amount;
}

/** Warns when a payment takes the use of a money limit (all, or those with that `per`) to `at` of its maximum. */
export interface AlertBody {
  kind: "alert";
  /** A share of the limit, above 0 and at most 1. */
  at: Share;
  per?: Per;
}

export type RuleBody =
  | LimitBody
  | VelocityBody
  | AllowBody
  | BlockBody
  | ApprovalBody
  | DuplicateBody
  | ScheduleBody
  | DriftBody
  | ReserveBody
  | AlertBody;

export type Rule = RuleBody & Conditions;
export type RuleKind = Rule["kind"];
/** The rule of one kind, with its conditions. */
export type RuleOf<K extends RuleKind> = Extract<RuleBody, { kind: K }> & Conditions;

/**
 * A spending policy, version 1, in canonical form: what `readPolicy` and `parsePolicy` return. Absent keys are omitted,
 * never `null` or `undefined`; values equal to a default (time zone UTC, weeks from Monday, one approver) are absent.
 * `rules` keeps source order; order has no meaning.
 */
export interface SpendingPolicy {
  version: 1;
  /** The currency of every amount in the policy. */
  currency: CurrencyCode;
  /** IANA name for calendar windows and schedules. Absent: UTC. */
  timeZone?: string;
  /** For calendar weeks. Absent: Monday. */
  weekStartsOn?: Weekday;
  /** The policy holds on `[validFrom, validUntil)`; outside it every payment is denied. */
  validFrom?: Instant;
  validUntil?: Instant;
  rules: Rule[];
}
