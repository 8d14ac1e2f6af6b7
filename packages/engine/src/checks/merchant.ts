import { matchesHistory, matchesWho } from "../compile/matcher.js";
import { judgeCaps } from "../judge/caps.js";
import type { Context } from "../judge/context.js";
import { judgeBlocks, missedAllowlist } from "../judge/selectors.js";
import { fail, inTurn, PASS, type Verdict } from "../judge/verdict.js";

/** Check 8: blocked merchants, then the allowlist of who may be paid, then the caps on who is paid. */
export function checkMerchant(context: Context): Verdict {
  return inTurn(
    () => merchantBlocks(context),
    () => merchantAllowlist(context),
    () => judgeCaps(context, context.rules.caps.merchant, "merchant_limit_exceeded"),
  );
}

function merchantBlocks(context: Context): Verdict {
  const { merchant } = context.subject.payment;
  const { finding, notes } = judgeBlocks(context, "merchant", "merchant_blocked", () => merchantBlocked(merchant));
  return finding === undefined ? { result: "pass", notes } : fail(finding);
}

/** Who is paid and the merchant's history are two dimensions: the payment must be let in by both. */
function merchantAllowlist(context: Context): Verdict {
  const { subject, known } = context;
  const missedWho = missedAllowlist(
    context,
    ({ who }) => who,
    (who) => matchesWho(who, subject),
  );
  const missedHistory = missedAllowlist(
    context,
    ({ merchantHistory }) => merchantHistory,
    (history) => matchesHistory(history, subject, known),
  );
  const missed = [missedWho, missedHistory].flatMap((rule) => (rule === undefined ? [] : [rule.index]));
  if (missed.length === 0) return PASS;
  const message = merchantMissed(subject.payment.merchant);
  return fail({ code: "merchant_not_allowlisted", message, rule: Math.min(...missed) });
}

export function merchantBlocked(merchant: string | undefined): string {
  return `Merchant '${merchant}' is blocked`;
}

export function merchantMissed(merchant: string | undefined): string {
  return `${merchant === undefined ? "Payment without a merchant" : `Merchant '${merchant}'`} not in allowlist`;
}
