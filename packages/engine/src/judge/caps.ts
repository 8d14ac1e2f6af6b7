import { type Figures, type ReasonCode, toUnits } from "@spendrail/model";
import type { CapRule } from "../compile/cap.js";
import { moneyOf } from "../compile/subject.js";
import type { Total } from "../facts.js";
import { currencyAmount, perPhrase } from "../message.js";
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
      return fail({ code, message: capMessage(context, cap, use), rule: cap.index, figures: capFigures(cap, use) });
    }
  }
  return { result: "pass", notes };
}

function capFigures({ rule }: CapRule, { max, spent, attempted, resetsAtMs }: Use): Figures {
  if (rule.kind === "limit") return figuresOf(max, spent, attempted, resetsAtMs);
  const one = toUnits("1");
  return figuresOf(max * one, spent * one, attempted * one, resetsAtMs);
}

/** One sentence that says by how much a cap is broken. */
function capMessage({ rules: { policy } }: Context, cap: CapRule, { max, spent, attempted }: Use): string {
  const { rule } = cap;
  const per = perPhrase(rule.per);
  const each = rule.by === undefined ? "" : ` for each ${rule.by}`;
  if (rule.kind === "velocity") {
    return `Payment number ${spent + attempted} is too many: payments are limited to ${max} ${per}${each}`;
  }
  const money = (units: bigint) => currencyAmount(units, policy.currency);
  const limit = rule.exclusive ? `must stay below ${money(max)}` : `is limited to ${money(max)}`;
  if (rule.per === "transaction") return `Payment of ${money(attempted)} is too large: each payment ${limit}`;
  const left = max > spent ? max - spent : 0n;
  return `Payment of ${money(attempted)} is too large: spending ${limit} ${per}${each}, ${money(spent)} is spent and ${money(left)} is left`;
}
