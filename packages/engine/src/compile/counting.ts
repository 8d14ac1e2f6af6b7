import {
  calendarWindow,
  type Payment,
  type Per,
  parseDuration,
  type Rule,
  type SpendingPolicy,
} from "@spendrail/model";
import type { Span } from "../facts.js";
import type { EngineOptions } from "../options.js";
import { applies, type CompiledRule } from "./compiled-rule.js";
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
  };
  return { ...counted, selection, spanAt: compileSpan(counted.per, policy) };
}

function compileSpan(per: Counting["per"], { timeZone = "UTC", weekStartsOn = "monday" }: SpendingPolicy) {
  if (per === "lifetime") return (): Span => ({ type: "lifetime" });
  if (per.type === "calendar") {
    return (atMs: number): Span => ({ type: "calendar", ...calendarWindow(per.unit, atMs, timeZone, weekStartsOn) });
  }
  const durationMs = parseDuration(per.duration);
  if (durationMs === undefined) throw new Error(`the duration ${per.duration} is not canonical`);
  return (): Span => ({ type: per.type, durationMs });
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
