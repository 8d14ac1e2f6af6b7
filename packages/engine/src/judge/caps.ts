import { type Figures, type ReasonCode, toUnits } from "@spendrail/model";
import type { CapRule } from "../compile/cap.js";
import { moneyOf } from "../compile/subject.js";
import type { Total } from "../facts.js";
import { capMessage, capWords } from "./cap-words.js";
import type { Context } from "./context.js";
import { fail, figuresOf, type Unverified, type Verdict } from "./verdict.js";

/** One budget of a cap, beside what the payment would add to it; money in units of 10^-18, counts in units of 1. */
export interface Use {
  readonly max: bigint;
  readonly spent: bigint;
  readonly attempted: bigint;
  readonly resetsAtMs: number | undefined;
}

const NOTHING_SPENT: Total = { money: 0n, amount: 0n, count: 0 };

/** One use for each budget that the payment falls into. */
export function usesOf(context: Context, compiled: CapRule): readonly Use[] {
  const { rule, figure: max } = compiled;
  if (rule.kind === "velocity") {
    return context
      .totalsOf(compiled)
      .map(({ count, resetsAtMs }) => ({ max, spent: BigInt(count), attempted: 1n, resetsAtMs }));
  }
  const attempted = moneyOf(context.subject);
  const totals = rule.per === "transaction" ? [NOTHING_SPENT] : context.totalsOf(compiled);
  return totals.map(({ money, resetsAtMs }) => ({ max, spent: money, attempted, resetsAtMs }));
}

/** Whether the payment still fits into the budget. */
export function fits({ rule }: CapRule, { max, spent, attempted }: Use): boolean {
  const exclusive = rule.kind === "limit" && rule.exclusive === true;
  return exclusive ? spent + attempted < max : spent + attempted <= max;
}

/** The budget of a cap that the payment breaks, the fullest when there are several. */
export function brokenUse(context: Context, cap: CapRule): Use | undefined {
  let fullest: Use | undefined;
  for (const use of usesOf(context, cap)) {
    if (!fits(cap, use) && (fullest === undefined || use.spent > fullest.spent)) fullest = use;
  }
  return fullest;
}

/** Judges caps in source order; the first that the payment breaks fails with `code`. */
export function judgeCaps(context: Context, caps: readonly CapRule[], code: ReasonCode): Verdict {
  const notes: Unverified[] = [];
  for (const cap of caps) {
    const match = context.applies(cap);
    if (match === "unverified")
      notes.push({ rule: cap.index, note: `${cap.rule.kind} in rule ${cap.index} not verified` });
    const use = match === "yes" ? brokenUse(context, cap) : undefined;
    if (use !== undefined) {
      const figures = capFigures(cap, use);
      const words = capWords(cap, context.rules.policy.currency);
      const message = capMessage(cap, words, { ...figures, used: String(use.spent + use.attempted) });
      return fail({ code, message, rule: cap.index, figures });
    }
  }
  return { result: "pass", notes };
}

function capFigures({ rule }: CapRule, { max, spent, attempted, resetsAtMs }: Use): Figures {
  if (rule.kind === "limit") return figuresOf(max, spent, attempted, resetsAtMs);
  const one = toUnits("1");
  return figuresOf(max * one, spent * one, attempted * one, resetsAtMs);
}
