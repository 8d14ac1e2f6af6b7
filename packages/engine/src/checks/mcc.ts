import type { Selectable } from "../compile/subject.js";
import type { Context } from "../judge/context.js";
import { judgeBlocks } from "../judge/selectors.js";
import { fail, type Verdict } from "../judge/verdict.js";

/** Check 3: blocked categories and MCCs. An MCC outside the ISO 18245 table counts as any blocked category. */
export function checkMcc(context: Context): Verdict {
  const message = () => categoryBlocked(context.subject);
  const { finding, notes } = judgeBlocks(context, "category", "merchant_category_blocked", message);
  return finding === undefined ? { result: "pass", notes } : fail(finding);
}

export function categoryBlocked(subject: Selectable): string {
  return `Merchant category ${describeCategory(subject)} is blocked`;
}

function describeCategory({ payment: { mcc, category }, categories, unknownMcc }: Selectable): string {
  if (mcc === undefined) return `'${category}'`;
  const names = unknownMcc ? "not in ISO 18245" : categories.join(", ");
  return names === "" ? `MCC ${mcc}` : `MCC ${mcc} (${names})`;
}
