import type { EngineOptions } from "@spendrail/engine";
import type { Payment, SpendingPolicy } from "@spendrail/model";
import { NearLimits } from "./near-limit.js";
import { PolicyRun } from "./policy-run.js";
import { type HistoryIssue, MOST_ISSUES, readSpend } from "./read-spend.js";
import type { Flip, ReplayReport } from "./report.js";
import { Reporter } from "./reporter.js";
import { moneyOf } from "./tally.js";

export interface ReplayOptions {
  /** The policy to compare with. Absent: what happened, that is, every payment of the history was made. */
  baseline?: SpendingPolicy;
  /** For both policies. */
  options?: EngineOptions;
  /** Told the number of payments done, every few thousand, and at the end. */
  onProgress?: (done: number) => void;
  /** Told every flip as it is found, also those that the report only counts. */
  onFlip?: (flip: Flip) => void;
}

export type ReplayResult =
  | { readonly ok: true; readonly report: ReplayReport }
  | { readonly ok: false; readonly issues: readonly HistoryIssue[] };

const PROGRESS_EVERY = 10_000;

/**
 * Runs a history through a policy. What the policy denies is not spent, so later totals differ from those of the history;
 * what needs approval counts as approved. Balances are not known, so no payment fails for want of money.
 *
 * @param spends payments that were made, in order of time, of any number of accounts. They are taken one at a time, and
 * what is kept does not grow with their number: of each account its merchants, its open budgets and, for sliding windows,
 * the spends in them. Ids are not compared: a line that is there twice counts twice.
 * @returns the report on every payment; or `ok: false` with the problems of the policies, or else of the history (at most
 * 100): a payment that cannot be read, that is not above zero, or that is earlier than the one before it. Throws only what
 * `spends`, `onProgress` or `onFlip` throw.
 */
export async function replay(
  policy: SpendingPolicy,
  spends: Iterable<unknown> | AsyncIterable<unknown>,
  options: ReplayOptions = {},
): Promise<ReplayResult> {
  const replaying = startReplay(policy, options);
  if (!replaying.ok) return replaying;
  const { add, finish } = replaying;
  if (Symbol.iterator in spends) {
    for (const spend of spends) if (!add(spend)) break;
  } else {
    for await (const spend of spends) if (!add(spend)) break;
  }
  return finish();
}

/** `replay` for a history at hand, at once. */
export function replaySync(
  policy: SpendingPolicy,
  spends: Iterable<unknown>,
  options: ReplayOptions = {},
): ReplayResult {
  const replaying = startReplay(policy, options);
  if (!replaying.ok) return replaying;
  for (const spend of spends) if (!replaying.add(spend)) break;
  return replaying.finish();
}

function startReplay(policy: SpendingPolicy, { baseline, options, onProgress, onFlip }: ReplayOptions) {
  const after = new PolicyRun(policy, options);
  const before = baseline === undefined ? undefined : new PolicyRun(baseline, options);
  const policyIssues = [...after.issues, ...(before?.issues ?? []).map(ofBaseline)];
  if (policyIssues.length > 0) return { ok: false as const, issues: policyIssues };

  const near = new NearLimits(policy, options);
  const reporter = new Reporter();
  const issues: HistoryIssue[] = [];
  let line = 0;
  let lastMs = Number.NEGATIVE_INFINITY;

  const compare = (payment: Payment): void => {
    const judged = after.judge(payment);
    const flip = reporter.add({
      line,
      payment,
      money: moneyOf(payment, policy.currency, options?.tokens),
      before: before?.judge(payment).decision,
      after: judged.decision,
      near: judged.decision.outcome === "deny" ? [] : near.of(payment, judged),
    });
    if (flip !== undefined) onFlip?.(flip);
  };

  return {
    ok: true as const,
    /** Returns whether to go on. */
    add(value: unknown): boolean {
      line += 1;
      const reading = readSpend(value, lastMs);
      if (reading.ok) {
        lastMs = reading.spend.atMs;
        if (issues.length === 0) compare(reading.spend.payment);
      } else issues.push(...reading.issues.map((issue) => ({ ...issue, line })));
      if (line % PROGRESS_EVERY === 0) onProgress?.(line);
      return issues.length < MOST_ISSUES;
    },
    finish(): ReplayResult {
      onProgress?.(line);
      return issues.length === 0
        ? { ok: true, report: reporter.report() }
        : { ok: false, issues: issues.slice(0, MOST_ISSUES) };
    },
  };
}

function ofBaseline(issue: HistoryIssue): HistoryIssue {
  return { ...issue, path: issue.path === "" ? "baseline" : `baseline.${issue.path}` };
}
