import type { Payment, Per, Rule, SpendingPolicy } from "@spendrail/model";
import type { EngineOptions } from "../options.js";
import { applies, type CompiledRule } from "./compiled-rule.js";
import { partitionsOf, type Selection, type Split } from "./selection.js";
import { amountOf, moneyOf, type Subject } from "./subject.js";

/** What a rule counts over earlier spends: which of them, over what stretch of time, into which budgets. */
export interface Counting {
  readonly per: Exclude<Per, "transaction">;
  readonly split: Split;
  readonly selection: Selection;
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
      return { partitions: partitionsOf(split, subject), money: moneyOf(subject), amount: amountOf(subject) };
    },
  };
  return { ...counted, selection };
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
