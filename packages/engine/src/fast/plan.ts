import { type CategoryIndex, type CheckName, formatInstant, type TraceEntry } from "@spendrail/model";
import { categoryBlocked } from "../checks/mcc.js";
import type { CapRule, Caps } from "../compile/cap.js";
import type { CompiledRules } from "../compile/compile.js";
import { type CompiledOf, type CompiledRule, isConditional, isTimed } from "../compile/compiled-rule.js";
import type { Who } from "../compile/matcher.js";
import type { Split } from "../compile/selection.js";
import type { Selectable } from "../compile/subject.js";
import type { Span } from "../facts.js";
import { type CapWords, capWords } from "../judge/cap-words.js";
import { PIPELINE } from "../pipeline.js";
import {
  allowsWhoOf,
  blocksOf,
  type FastAllows,
  type FastBlocks,
  type FastRail,
  listsMerchants,
  mccsAlone,
  merchantsAlone,
  railsOf,
} from "./lists.js";
import { Merchants } from "./merchants.js";
import { microsOf, microsOfUnits, ONE_MICROS } from "./micros.js";
import { type PlainPolicy, plainPolicyOf } from "./passes-plainly.js";
import { Seen } from "./seen.js";

/** What reading a payment takes from the policy. */
export interface ReadingPlan {
  /** The policy's currency. */
  readonly currency: string;
  /** Canonical symbols of the tokens that count as that currency. */
  readonly tokens: ReadonlySet<string>;
  readonly categories: CategoryIndex;
  readonly merchants: Merchants;
  // What is known to be in canonical form.
  readonly accounts: Seen;
  readonly mccs: Seen;
  readonly categoryIds: Seen;
  readonly chains: Seen;
  readonly recipients: Seen;
}

/** Caps by the check that judges them. */
export type FastCaps = { readonly [Group in keyof Caps]: readonly FastCap[] };

/** A cap on the money of all payments together. In what order such caps are looked at matters only when one is broken. */
export interface PlainCap {
  readonly counter: FastCounter;
  /** Of the anchored window; 0 for the life of the account. */
  readonly durationMs: number;
  /** The most that may be spent, the payment included, without an alert. */
  readonly most: number;
}

/** What a rule counts, laid out alike for all kinds of rules. */
export interface FastCounter {
  /** Of the rule. */
  readonly index: number;
  readonly split: Split;
  /** `undefined` for a rule that looks at one payment alone. */
  readonly spanAt: ((atMs: number) => Span) | undefined;
}

/** A cap, its maximum in micros or in payments. */
export interface FastCap {
  readonly cap: CapRule;
  readonly counter: FastCounter;
  /** Whether it may be that the cap does not apply to a payment. */
  readonly isConditional: boolean;
  readonly max: number;
  readonly countsMoney: boolean;
  readonly exclusive: boolean;
  readonly words: CapWords;
  /** Money from which on an alert is raised; infinity when none is. */
  readonly alertFrom: number;
}

export interface FastApproval {
  readonly approval: CompiledOf<"approval">;
  readonly counter: FastCounter;
  readonly isConditional: boolean;
  /** `undefined`: a person decides on any amount. */
  readonly above: number | undefined;
  readonly inclusive: boolean;
}

/** A policy laid out for the fast path: for each check what it goes through, its figures in micros. */
export interface FastPlan extends ReadingPlan {
  readonly rules: CompiledRules;
  readonly schedules: readonly CompiledOf<"schedule">[];
  readonly blocksOfAll: readonly CompiledOf<"block">[];
  readonly rails: readonly FastRail[];
  readonly categoryBlocks: FastBlocks;
  readonly merchantBlocks: FastBlocks;
  readonly allowsWho: FastAllows<Who>;
  readonly allowsHistory: readonly { readonly rule: CompiledOf<"allow">; readonly history: "new" | "known" }[];
  /** The whole policy once more, where all of it is plain. */
  readonly plain: PlainPolicy | undefined;
  readonly caps: FastCaps;
  /** The caps that are left when the plain ones were found to have room. */
  readonly otherCaps: FastCaps;
  /** The most that one payment may be by the plain caps on each payment. */
  readonly mostEach: number;
  /** The plain caps on money over time, those together that count the same spends. */
  readonly plainCaps: readonly (readonly PlainCap[])[];
  /** Whether some rule asks if the merchant is known. */
  readonly asksIfKnown: boolean;
  /** All caps on money. */
  readonly limits: readonly FastCap[];
  readonly duplicates: readonly { readonly rule: CompiledOf<"duplicate">; readonly counter: FastCounter }[];
  readonly reserves: readonly { readonly rule: CompiledOf<"reserve">; readonly keep: number }[];
  readonly drifts: readonly {
    readonly rule: CompiledOf<"drift">;
    readonly isConditional: boolean;
    readonly max: number;
  }[];
  readonly approvals: readonly FastApproval[];
  /** The traces of a payment that passes, with its balance known and without. */
  readonly passed: readonly TraceEntry[];
  readonly passedWithoutBalance: readonly TraceEntry[];
  /** The same for each check, up to it and with it. */
  readonly passedUpTo: Traces;
  readonly passedWithoutBalanceUpTo: Traces;
  /**
   * By the index of a rule, the position of its total among the facts; -1 for a rule that has none. Absent where that
   * depends on the payment.
   */
  readonly positions: readonly number[] | undefined;
  /** How many totals the facts have. */
  readonly totals: number;
  /** Whether some list holds at some times only: what it refuses may pass later. */
  readonly hasTimedLists: boolean;
  /** The smallest step of an amount; `NaN` where it is no whole number of micros. */
  readonly stepMicros: (token: string | undefined) => number;
  /** The sentence that says that a payment's category is blocked, made once for each MCC. */
  readonly categoryBlocked: (payment: Selectable) => string;
  /** `formatInstant`, quick where it is asked the same again, as it is of the end of a window. */
  readonly instantText: (ms: number) => string;
}

/** @returns `undefined` for a policy that only the exact path can judge: one with finer figures than micros */
export function planOf(rules: CompiledRules): FastPlan | undefined {
  const blocks = rules.ofKind("block");
  const listing = blocks.filter(({ on }) => on !== undefined);
  const allows = rules.ofKind("allow");
  const alerts = rules.ofKind("alert");
  const cap = (one: CapRule) => capOf(one, alerts, rules.policy.currency);
  const limits = rules.ofKind("limit").map(cap);
  const plan: Omit<FastPlan, "plain" | "merchants"> = {
    currency: rules.policy.currency,
    tokens: tokensOf(rules),
    categories: rules.categories,
    accounts: new Seen(),
    mccs: new Seen(),
    categoryIds: new Seen(),
    chains: new Seen(),
    recipients: new Seen(),
    rules,
    schedules: rules.ofKind("schedule"),
    blocksOfAll: blocks.filter(({ on }) => on === undefined),
    rails: railsOf(listing, allows),
    categoryBlocks: blocksOf(
      listing.filter(({ on }) => on?.merchantHistory === undefined && on?.who !== undefined && !listsMerchants(on.who)),
      mccsAlone,
    ),
    merchantBlocks: blocksOf(
      listing.filter(({ on }) => on?.merchantHistory !== undefined || listsMerchants(on?.who)),
      merchantsAlone,
    ),
    allowsWho: allowsWhoOf(allows),
    allowsHistory: allows.flatMap((rule) =>
      rule.on?.merchantHistory === undefined ? [] : [{ rule, history: rule.on.merchantHistory }],
    ),
    caps: capsOf(rules.caps, cap),
    otherCaps: capsOf(rules.caps, cap, (one) => !isPlain(one)),
    mostEach: Math.min(...limits.filter((one) => isPlain(one) && one.counter.spanAt === undefined).map(mostOf)),
    plainCaps: plainCapsOf(limits),
    asksIfKnown: rules.all.some(({ on, except }) => (on?.merchantHistory ?? except?.merchantHistory) !== undefined),
    limits,
    duplicates: rules.ofKind("duplicate").map((rule) => ({ rule, counter: counterOf(rule) })),
    reserves: rules.ofKind("reserve").map((rule) => ({ rule, keep: microsOf(rule.rule.keep) })),
    drifts: rules.ofKind("drift").map((rule) => ({
      rule,
      isConditional: isConditional(rule),
      max: microsOf(rule.rule.max),
    })),
    approvals: rules.ofKind("approval").map((approval) => ({
      approval,
      counter: counterOf(approval),
      isConditional: isConditional(approval),
      above: approval.rule.above === undefined ? undefined : microsOf(approval.rule.above),
      inclusive: approval.rule.inclusive === true,
    })),
    passed: PASSED,
    passedWithoutBalance: PASSED_WITHOUT_BALANCE,
    passedUpTo: tracesOf(PASSED),
    passedWithoutBalanceUpTo: tracesOf(PASSED_WITHOUT_BALANCE),
    ...positionsOf(rules.all),
    hasTimedLists: [...blocks, ...allows].some(isTimed),
    stepMicros: stepsOf(rules),
    categoryBlocked: rememberingMccs(),
    instantText: rememberingInstants(),
  };
  const isLetIn = (merchant: string) =>
    !plan.merchantBlocks.refused.has(merchant) && plan.allowsWho.letIn?.has(merchant) !== false;
  return hasExactFigures(plan) && blocks.every(hasFixedCheck)
    ? { ...plan, plain: plainPolicyOf(plan), merchants: new Merchants(plan.currency, isLetIn) }
    : undefined;
}

/** Shared by all decisions, and so not to be changed. */
const PASSED = PIPELINE.map(([check]): TraceEntry => Object.freeze({ check, result: "pass" }));
const BALANCE = PIPELINE.findIndex(([check]) => check === "balance");
const SKIPPED_BALANCE: TraceEntry = Object.freeze({
  check: "balance",
  result: "skip",
  note: "the balance is not known",
});
const PASSED_WITHOUT_BALANCE = PASSED.with(BALANCE, SKIPPED_BALANCE);

type Traces = Readonly<Record<CheckName, readonly TraceEntry[]>>;

function tracesOf(passed: readonly TraceEntry[]): Traces {
  const traces: Partial<Record<CheckName, readonly TraceEntry[]>> = {};
  passed.forEach(({ check }, place) => {
    traces[check] = passed.slice(0, place + 1);
  });
  return traces as Traces;
}

function capsOf(caps: Caps, compile: (cap: CapRule) => FastCap, isWanted = (_: FastCap) => true): FastCaps {
  const group = (rules: readonly CapRule[]) => rules.map(compile).filter(isWanted);
  return {
    perTransaction: group(caps.perTransaction),
    total: group(caps.total),
    windowMoney: group(caps.windowMoney),
    windowCount: group(caps.windowCount),
    merchant: group(caps.merchant),
  };
}

/** On money, always and for every payment, by itself, over the life of the account or in an anchored window. */
function isPlain({ cap, countsMoney, isConditional, counter }: FastCap): boolean {
  const { per } = cap.rule;
  const isSteady = typeof per === "string" || per.type === "anchored";
  return countsMoney && !isConditional && counter.split === undefined && isSteady;
}

function plainCapsOf(limits: readonly FastCap[]): PlainCap[][] {
  const groups = new Map<string, PlainCap[]>();
  for (const limit of limits) {
    const { counter, cap } = limit;
    if (cap.counting === undefined || !isPlain(limit)) continue;
    const span = cap.counting.spanAt(0);
    const durationMs = span.type === "anchored" ? span.durationMs : 0;
    const { key } = cap.counting.selection;
    groups.set(key, [...(groups.get(key) ?? []), { counter, durationMs, most: mostOf(limit) }]);
  }
  return [...groups.values()];
}

function mostOf({ max, exclusive, alertFrom }: FastCap): number {
  return Math.min(exclusive ? max - 1 : max, alertFrom - 1);
}

function counterOf({ index, counting }: CompiledRule): FastCounter {
  return { index, split: counting?.split, spanAt: counting?.spanAt };
}

function capOf(cap: CapRule, alerts: readonly CompiledOf<"alert">[], currency: string): FastCap {
  const { rule } = cap;
  const countsMoney = rule.kind === "limit";
  const max = countsMoney ? microsOf(rule.max) : rule.max;
  // Of every alert, whatever it watches: from there on, the exact path looks at it.
  const alertFrom =
    countsMoney && !Number.isNaN(max) ? alerts.map((alert) => shareOf(microsOf(alert.rule.at), max)) : [];
  return {
    cap,
    counter: counterOf(cap),
    isConditional: isConditional(cap),
    max,
    countsMoney,
    exclusive: countsMoney && rule.exclusive === true,
    words: capWords(cap, currency),
    alertFrom: Math.min(...alertFrom, Number.POSITIVE_INFINITY),
  };
}

/** Rounded down. @param share in micros; `NaN` gives `NaN` */
function shareOf(share: number, max: number): number {
  return Number.isNaN(share) ? share : Number((BigInt(share) * BigInt(max)) / BigInt(ONE_MICROS));
}

/** Amounts are stated in the policy's currency, with these tokens or with none. */
function stepsOf({ conversion, policy: { currency } }: CompiledRules): (token: string | undefined) => number {
  const step = (token: string | undefined) =>
    microsOfUnits(conversion.stepOf(token === undefined ? { currency } : { token, currency }));
  const withoutToken = step(undefined);
  return (token) => (token === undefined ? withoutToken : step(token));
}

/** There are ten thousand MCCs at most. */
function rememberingMccs(): (payment: Selectable) => string {
  const sentences = new Map<string, string>();
  return (payment) => {
    const { mcc } = payment.payment;
    // Without one, the category itself is named.
    if (mcc === undefined || payment.payment.category !== undefined) return categoryBlocked(payment);
    const known = sentences.get(mcc) ?? categoryBlocked(payment);
    sentences.set(mcc, known);
    return known;
  };
}

function rememberingInstants(): (ms: number) => string {
  let lastMs = 0;
  let lastText = formatInstant(lastMs);
  return (ms) => {
    if (ms !== lastMs) {
      lastText = formatInstant(ms);
      lastMs = ms;
    }
    return lastText;
  };
}

function tokensOf({ conversion, policy }: CompiledRules): ReadonlySet<string> {
  return new Set(
    conversion.tokens.filter(
      (token) => CANONICAL_TOKEN.test(token) && conversion.currencyOf({ token }) === policy.currency,
    ),
  );
}

const CANONICAL_TOKEN = /^[A-Z0-9][A-Z0-9._-]{0,31}$/;

/** Whether it is the same check that judges the block, whatever the payment. */
function hasFixedCheck({ on }: CompiledOf<"block">): boolean {
  const listsCategories = on?.who !== undefined && (on.who.categories.size > 0 || on.who.mccs.size > 0);
  return on?.merchantHistory !== undefined || !(listsCategories && listsMerchants(on?.who));
}

function positionsOf(all: readonly CompiledRule[]): Pick<FastPlan, "positions" | "totals"> {
  const counting = all.filter((rule) => rule.counting !== undefined);
  const isFixed = counting.every(({ on, except, counting }) => !on && !except && counting?.split === undefined);
  return { positions: isFixed ? all.map((rule) => counting.indexOf(rule)) : undefined, totals: counting.length };
}

function hasExactFigures(plan: Pick<FastPlan, "limits" | "caps" | "reserves" | "drifts" | "approvals">): boolean {
  const caps = [plan.limits, plan.caps.windowCount, plan.caps.merchant].flat();
  const figures = [
    ...caps.flatMap(({ max, alertFrom }) => [max, alertFrom]),
    ...plan.reserves.map(({ keep }) => keep),
    ...plan.drifts.map(({ max }) => max),
    ...plan.approvals.map(({ above = 0 }) => above),
  ];
  return !figures.some(Number.isNaN);
}
