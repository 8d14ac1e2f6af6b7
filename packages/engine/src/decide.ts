import type { CheckName, Decision, Issue, Remedy, TraceEntry } from "@spendrail/model";
import { approvedMessage } from "./approved-message.js";
import { type Context, contextOf } from "./judge/context.js";
import { internalError, type Judgement, judge } from "./judge/judge.js";
import type { Finding } from "./judge/verdict.js";
import { warningsOf } from "./judge/warnings.js";
import { needsOf } from "./needs.js";
import { remedyOf } from "./remedy/remedy.js";
import type { Case } from "./remedy/variation.js";

/** Judges a well-formed payment. Never throws: any fault on the way denies. */
export function decideCase(one: Case): Decision {
  const { rules, payment, facts } = one;
  try {
    const subject = rules.read(payment);
    const context = contextOf(rules, subject, needsOf(rules, subject), facts);
    return decisionOf(one, context, judge(context));
  } catch (fault) {
    return denied(rules.digest, "amount", internalError(fault));
  }
}

function decisionOf(one: Case, context: Context, { check, finding, trace }: Judgement): Decision {
  const policyDigest = one.rules.digest;
  if (finding !== undefined && finding.code !== "approval_required") {
    return denied(policyDigest, check, finding, trace, remedyOf(one, context, finding));
  }
  const warnings = warningsOf(context);
  return {
    outcome: finding === undefined ? "approve" : "require_approval",
    ...(finding ?? { code: "ok", message: approvedMessage(context.subject) }),
    check,
    ...(warnings.length === 0 ? {} : { warnings }),
    trace,
    policyDigest,
  };
}

export function denied(
  policyDigest: string,
  check: CheckName,
  finding: Finding,
  trace: TraceEntry[] = [{ check, result: "fail", note: finding.message }],
  remedy: Remedy = {},
): Decision {
  const hasRemedy = Object.keys(remedy).length > 0;
  return { outcome: "deny", ...finding, check, ...(hasRemedy ? { remedy } : {}), trace, policyDigest };
}

/** A payment that cannot be read never reaches the checks. */
export function invalidPayment(policyDigest: string, issues: readonly Issue[]): Decision {
  const listed = issues.map(({ path, message }) => (path === "" ? message : `${path}: ${message}`)).join(" ");
  return denied(policyDigest, "amount", { code: "payment_invalid", message: `The payment cannot be read: ${listed}` });
}
