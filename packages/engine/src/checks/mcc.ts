import { merchantCategoryName } from "@spendrail/model";
import type { Subject } from "../compile/subject.js";
import type { Context } from "../judge/context.js";
import { judgeBlocks } from "../judge/selectors.js";
import { fail, type Verdict } from "../judge/verdict.js";

/** Check 3: blocked categories and MCCs. An MCC outside the ISO 18245 table counts as any blocked category. */
export function checkMcc(context: Context): Verdict {
  const message = `Merchant category ${describeCategory(context.subject)} is blocked`;
  const { finding, notes } = judgeBlocks(context, "category", "merchant_category_blocked", message);
  return finding === undefined ? { result: "pass", notes } : fail(finding);
}

function describeCategory({ payment: { mcc, category }, unknownMcc }: Subject): string {
  if (mcc === undefined) return `'${category}'`;
  const name = unknownMcc ? "not in ISO 18245" : merchantCategoryName(mcc);
  const code = name === undefined ? `MCC ${mcc}` : `MCC ${mcc} (${name})`;
  return category === undefined ? code : `'${category}', ${code}`;
}
