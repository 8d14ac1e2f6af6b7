import type { CheckName } from "@spendrail/model";
import { checkAmount } from "./checks/amount.js";
import { checkApproval } from "./checks/approval.js";
import { checkBalance } from "./checks/balance.js";
import { checkDrift } from "./checks/drift.js";
import { checkMcc } from "./checks/mcc.js";
import { checkMerchant } from "./checks/merchant.js";
import { checkPerTransaction } from "./checks/per-transaction.js";
import { checkScope } from "./checks/scope.js";
import { checkTotal } from "./checks/total.js";
import { checkWindows } from "./checks/windows.js";
import type { Check } from "./judge/check.js";

/** The ten checks in the order they run; the first failure ends it. */
export const PIPELINE: readonly (readonly [CheckName, Check])[] = [
  ["amount", checkAmount],
  ["scope", checkScope],
  ["mcc", checkMcc],
  ["per_transaction", checkPerTransaction],
  ["total", checkTotal],
  ["windows", checkWindows],
  ["balance", checkBalance],
  ["merchant", checkMerchant],
  ["drift", checkDrift],
  ["approval", checkApproval],
];
