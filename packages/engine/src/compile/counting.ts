import {
  calendarWindow,
  type Payment,
  type Per,
  parseDuration,
  type Rule,
  type SpendingPolicy,
} from "@spendrail/model";
import type { Span } from "../facts.js";
import { microsOf } from "../fast/micros.js";
import type { EngineOptions } from "../options.js";
import { applies, type CompiledRule, isConditional } from "./compiled-rule.js";
import type { Conversion } from "./currency.js";
import { countedIn, type Selection, type Split } from "./selection.js";
import { amountOf, moneyOf, type Subject } from "./subject.js";

/** What a rule counts over earlier spends: which of them, over what stretch of time, into which budgets. */
export interface Counting {
  readonly per: Exclude<Per, "transaction">;
  readonly split: Split;
  readonly selection: Selection;
  /** `per` at one instant. */
  readonly spanAt: (atMs: number) => Span;
}

export function compileCounting(
  compiled: CompiledRule,
  policy: SpendingPolicy,
  options: EngineOptions,
  conversion: Conversion,
  read: (payment: Payment) => Subject,
): Counting | undefined {
  const counted = countedOf(compiled.rule);
  if (counted === undefined) return undefined;
  const { split } = counted;
  const selection: Selection = {
    key: selectionKey(compiled, split, policy, options),
    membership(spend, known) {
      const subject = read(spend);
      if (applies(compiled, subject, known) !== "yes") return undefined;
      return { partitions: countedIn(split, subject), money: moneyOf(subject), amount: amountOf(subject) };
    },
    ...(split !== undefined || isConditional(compiled)
      ? {}
      : { micros: (spend) => microsIn(spend, policy.currency, conversion) }),
  };
  return { ...counted, selection, spanAt: compileSpan(counted.per, policy) };
}

function microsIn(spend: Payment, currency: string, { currencyOf }: Conversion) {
  if (currencyOf(spend) !== currency) return undefined;
  const amount = microsOf(spend.amount);
  const money = spend.fee === undefined ? amount : amount + microsOf(spend.fee);
  return Number.isNaN(money) ? undefined : { money, amount };
}

function compileSpan(per: Counting["per"], { timeZone = "UTC", weekStartsOn = "monday" }: SpendingPolicy) {
  if (per === "lifetime") return always({ type: "lifetime" });
  if (per.type === "calendar") {
    let last: Span & { type: "calendar" } = { type: "calendar", startMs: 0, endMs: 0 };
    return (atMs: number): Span => {
      // Payments come close together: mostly it is the window that was worked out before.
      if (atMs < last.startMs || atMs >= last.endMs) {
        last = { type: "calendar", ...calendarWindow(per.unit, atMs, timeZone, weekStartsOn) };
      }
      return last;
    };
  }
  const durationMs = parseDuration(per.duration);
  if (durationMs === undefined) throw new Error(`the duration ${per.duration} is not canonical`);
  return always({ type: per.type, durationMs });
}

function always(span: Span): () => Span {
  return () => span;
}

function countedOf(rule: Rule): Pick<Counting, "per" | "split"> | undefined {
  switch (rule.kind) {
    case "limit":
    case "approval":
      return rule.per === undefined || rule.per === "transaction" ? undefined : { per: rule.per, split: rule.by };
    case "velocity":
      return { per: rule.per, split: rule.by };
    case "duplicate":
      return { per: { type: "sliding", duration: rule.within }, split: "payment" };
    case "allow":
    case "block":
    case "schedule":
    case "drift":
    case "reserve":
    case "alert":
      return undefined;
  }
}

/** Everything that bears on which spends are counted and for how much; not the window, not the maximum. */
function selectionKey(
  { rule, timeZone }: CompiledRule,
  split: Split,
  policy: SpendingPolicy,
  options: EngineOptions,
): string {
  return JSON.stringify({
    by: split,
    on: "on" in rule ? rule.on : undefined,
    except: rule.except,
    during: rule.during,
    timeZone: rule.during === undefined ? undefined : timeZone,
    validFrom: rule.validFrom,
    validUntil: rule.validUntil,
    currency: policy.currency,
    rates: options.rates,
    tokens: options.tokens,
    categories: options.categories,
  });
}
