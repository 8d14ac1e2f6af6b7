import type { EngineOptions } from "@spendrail/engine";
import { formatPolicy } from "@spendrail/language";
import {
  fromUnits,
  isCurrency,
  MAX_AMOUNT_UNITS,
  type Per,
  parseDuration,
  type SpendingPolicy,
  toUnits,
} from "@spendrail/model";
import { leastAmount } from "../least-amount.js";
import { PolicyRun } from "./policy-run.js";
import { type HistoryIssue, type HistorySpend, MOST_ISSUES, readSpend } from "./read-spend.js";

export interface SuggestOptions {
  /** The share of the payments that must pass, above 0 and at most 1. Absent: 0.99. */
  keep?: number;
  /** ISO 4217 code of the limits. Absent: USD. */
  currency?: string;
  options?: EngineOptions;
  /** Told the number of limits found so far, and how many are looked for. */
  onProgress?: (done: number, all: number) => void;
}

export type Suggestion =
  | {
      readonly ok: true;
      readonly policy: SpendingPolicy;
      /** The policy in English. */
      readonly text: string;
      /** How many of the payments pass under the policy when they are replayed. */
      readonly passed: number;
      readonly payments: number;
    }
  | { readonly ok: false; readonly issues: readonly HistoryIssue[] };

/** What limits are looked for, in this order; a window only when the history is longer than it. */
const LIMITS: readonly Per[] = [
  "transaction",
  { type: "anchored", duration: "P1D" },
  { type: "anchored", duration: "P7D" },
  { type: "anchored", duration: "P30D" },
];

/**
 * The tightest money limits (per transaction, and per day, week and month of the windows that the history is longer
 * than) under which a share of past payments would have passed. The payments that may fail are shared out evenly over the
 * limits in that order, and what is left over tightens them further: in the end no single limit can be a minor unit of the
 * currency (ISO 4217) lower with the others as they are.
 *
 * @param history payments that were made, in order of time; limits are for each account
 * @returns `ok: false` with the problems of the options or of the history (at most 100): as for `replay`, and payments in
 * a currency without a rate. Throws only what `onProgress` throws.
 */
export function suggest(history: Iterable<unknown>, options: SuggestOptions = {}): Suggestion {
  const { keep = 0.99, currency = "USD", onProgress } = options;
  const issues = optionIssues(keep, currency);
  if (issues.length > 0) return { ok: false, issues };
  const reading = readHistory(history, { version: 1, currency, rules: [] }, options.options);
  if (!reading.ok) return reading;
  const { spends } = reading;
  const search = new Search(spends, currency, options.options);
  const mayFail = Math.floor(spends.length * (1 - keep) + 1e-9);
  const count = search.maxima.length;
  for (let index = 0; index < count; index += 1) {
    search.lower(index, Math.floor((mayFail * (index + 1)) / count));
    onProgress?.(index + 1, count);
  }
  while (search.maxima.some((_, index) => search.lower(index, mayFail)));
  const policy = search.policy();
  return {
    ok: true,
    policy,
    text: formatPolicy(policy),
    passed: spends.length - search.failures(policy, mayFail),
    payments: spends.length,
  };
}

/** The limits of a policy, each as low as a number of failing payments lets it be. */
class Search {
  readonly #spends: readonly HistorySpend[];
  readonly #currency: string;
  readonly #options: EngineOptions | undefined;
  readonly #pers: readonly Per[];
  readonly #minorUnit: bigint;
  /** In minor units of the currency. */
  readonly maxima: bigint[];

  constructor(spends: readonly HistorySpend[], currency: string, options: EngineOptions | undefined) {
    const first = spends[0]?.atMs ?? 0;
    const lastedMs = (spends.at(-1)?.atMs ?? 0) - first;
    this.#spends = spends;
    this.#currency = currency;
    this.#options = options;
    this.#pers = LIMITS.filter((per) => durationOf(per) < lastedMs || per === "transaction");
    this.#minorUnit = toUnits(leastAmount(currency));
    this.maxima = this.#pers.map(() => MAX_AMOUNT_UNITS / this.#minorUnit);
  }

  /** Takes a limit down as far as the failures allow. Returns whether it went down at all. */
  lower(index: number, mayFail: number): boolean {
    const from = this.maxima[index] as bigint;
    const holds = (max: bigint) => this.failures(this.policy(this.maxima.with(index, max)), mayFail) <= mayFail;
    let low = 0n;
    let high = from;
    while (high - low > 1n) {
      const middle = (low + high) / 2n;
      if (holds(middle)) high = middle;
      else low = middle;
    }
    this.maxima[index] = high;
    return high < from;
  }

  policy(maxima: readonly bigint[] = this.maxima): SpendingPolicy {
    return {
      version: 1,
      currency: this.#currency,
      rules: this.#pers.map((per, index) => ({
        kind: "limit",
        per,
        max: fromUnits((maxima[index] as bigint) * this.#minorUnit),
      })),
    };
  }

  /** How many payments the policy denies; counting stops behind `enough`. */
  failures(policy: SpendingPolicy, enough: number): number {
    const run = new PolicyRun(policy, this.#options);
    let failed = 0;
    for (const { payment } of this.#spends) {
      if (run.judge(payment).decision.outcome === "deny") failed += 1;
      if (failed > enough) break;
    }
    return failed;
  }
}

function durationOf(per: Per): number {
  return typeof per === "object" && "duration" in per ? (parseDuration(per.duration) as number) : 0;
}

function optionIssues(keep: number, currency: string): HistoryIssue[] {
  return [
    ...(keep > 0 && keep <= 1
      ? []
      : [{ code: "out_of_range" as const, path: "keep", message: "The share to keep is above 0 and at most 1." }]),
    ...(isCurrency(currency)
      ? []
      : [{ code: "unknown_value" as const, path: "currency", message: `"${currency}" is not an ISO 4217 code.` }]),
  ];
}

/** Reads a whole history, of which every payment must pass a policy without limits. */
function readHistory(
  history: Iterable<unknown>,
  unlimited: SpendingPolicy,
  options: EngineOptions | undefined,
): { ok: true; spends: HistorySpend[] } | { ok: false; issues: HistoryIssue[] } {
  const run = new PolicyRun(unlimited, options);
  const spends: HistorySpend[] = [];
  const issues: HistoryIssue[] = run.issues.map((issue) => issue);
  let line = 0;
  for (const value of history) {
    if (issues.length >= MOST_ISSUES) break;
    line += 1;
    const reading = readSpend(value, spends.at(-1)?.atMs ?? Number.NEGATIVE_INFINITY);
    if (!reading.ok) {
      issues.push(...reading.issues.map((issue) => ({ ...issue, line })));
      continue;
    }
    spends.push(reading.spend);
    const { message, outcome } = run.judge(reading.spend.payment).decision;
    if (outcome === "deny") issues.push({ code: "unknown_value", path: "currency", message, line });
  }
  if (line === 0) issues.push({ code: "missing", path: "history", message: "There are no payments to learn from." });
  return issues.length === 0 ? { ok: true, spends } : { ok: false, issues };
}
