import type { CheckName, TraceEntry } from "@spendrail/model";
import { PIPELINE } from "../pipeline.js";
import type { Check } from "./check.js";
import type { Context } from "./context.js";
import type { Finding, Verdict } from "./verdict.js";

/** What the checks found together. */
export interface Judgement {
  /** The check that decided; the last one when all pass. */
  readonly check: CheckName;
  /** The first failure. */
  readonly finding: Finding | undefined;
  readonly trace: TraceEntry[];
}

/**
 * Runs the checks in order. The first failure decides and, unless every check is to be explained, ends it. A check that
 * throws fails closed with `internal_error`.
 */
export function judge(context: Context, pipeline: typeof PIPELINE = PIPELINE): Judgement {
  const trace: TraceEntry[] = [];
  let first: { check: CheckName; finding: Finding } | undefined;
  for (const [name, check] of pipeline) {
    const verdict = first === undefined ? runCheck(context, check) : explainCheck(context, check);
    trace.push(traceEntry(name, verdict));
    if (verdict.result !== "fail" || first !== undefined) continue;
    first = { check: name, finding: verdict.finding };
    if (context.rules.options.explain !== "all") break;
  }
  return { check: first?.check ?? "approval", finding: first?.finding, trace };
}

/** Whether the payment would not be denied. */
export function passes(context: Context): boolean {
  const { finding } = judge(context);
  return finding === undefined || finding.code === "approval_required";
}

function runCheck(context: Context, check: Check): Verdict {
  try {
    return denyMissingFacts(context, check(context));
  } catch (fault) {
    return { result: "fail", finding: internalError(fault) };
  }
}

/** A check behind the deciding one may lack what the failed one stands for, such as an amount in the policy's currency. */
function explainCheck(context: Context, check: Check): Verdict {
  const verdict = runCheck(context, check);
  if (verdict.result !== "fail" || verdict.finding.code !== "internal_error") return verdict;
  return { result: "skip", note: "cannot be judged because of an earlier failure" };
}

export function internalError(fault: unknown): Finding {
  const reason = fault instanceof Error ? fault.message : String(fault);
  return { code: "internal_error", message: `Denied because of an internal fault: ${reason}` };
}

function denyMissingFacts({ rules }: Context, verdict: Verdict): Verdict {
  if (rules.options.missing !== "deny" || verdict.result === "fail") return verdict;
  const [unverified] = [...(verdict.notes ?? [])].sort((a, b) => a.rule - b.rule);
  if (unverified === undefined) return verdict;
  const message = `A fact that a rule needs is missing: ${unverified.note}`;
  return { result: "fail", finding: { code: "fact_missing", message, rule: unverified.rule } };
}

function traceEntry(check: CheckName, verdict: Verdict): TraceEntry {
  if (verdict.result === "fail") return { check, result: "fail", note: verdict.finding.message };
  const notes = (verdict.notes ?? []).map(({ note }) => note);
  if (verdict.result === "skip") notes.unshift(verdict.note);
  return { check, result: verdict.result, ...(notes.length === 0 ? {} : { note: notes.join("; ") }) };
}
