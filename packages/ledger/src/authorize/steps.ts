import type { CombinedDecision } from "@spendrail/engine";
import { type Amount, type Decision, type Payment, type SpendingPolicy, toUnits } from "@spendrail/model";
import type { LoadedTerms } from "../account/terms-cache.js";
import { merchantKey, spendKey, termsKey } from "../keys.js";
import { totalId } from "../range.js";
import { entryOf } from "../records/event.js";
import type { Service } from "../service.js";
import { additionsOf } from "../spend/counted.js";
import { putSpend } from "../spend/document.js";
import type { Spend } from "../spend/spend.js";
import { approvalIdOf, stateOf } from "../spend/view.js";
import type { Addition, Entry, Expectation, Step } from "../store.js";
import type { Case, Judged } from "./judge.js";

/** A step that is ready to be committed, and the spend it writes. */
export interface Prepared {
  readonly step: Step;
  readonly spend: Spend;
}

export const EMPTY_STEP = {
  expect: [],
  moves: [],
  advances: false,
  releases: [],
  adds: [],
  fills: [],
  puts: [],
  records: [],
} satisfies Omit<Step, "instant">;

/** Holds the money of a payment that may go ahead, or that may once people approve it. */
export function holdStep(
  service: Service,
  one: Case,
  judged: Judged,
  stated: Payment,
  given: SpendingPolicy | undefined,
): Prepared {
  const nowMs = service.clock();
  const decision = plain(judged.decision);
  const held = { held: stated.amount, given };
  const { account } = stated;
  if (decision.outcome === "require_approval") {
    const approvers = decision.approvers ?? 1;
    const expiresAtMs = nowMs + service.approvalMs;
    const spend = { ...spendOf(one, stated, decision, { ...held, state: "pending", expiresAtMs }), approvers };
    const body = { payment: stated, decision, approval: approvalIdOf(spend), approvers, hold: stateOf(spend) };
    const records = [entryOf(account, nowMs, "approval.requested", body)];
    return { spend, step: countingStep(one, judged, spend, [absent(stated)], records) };
  }
  const spend = spendOf(one, stated, decision, { ...held, state: "held", expiresAtMs: nowMs + service.holdMs });
  const records = [
    entryOf(account, nowMs, "payment.approved", { payment: stated, decision, hold: stateOf(spend) }),
    ...thresholdEntries(one, judged.decision, nowMs),
  ];
  return { spend, step: countingStep(one, judged, spend, [absent(stated)], records) };
}

/** Records a denial; nothing is held. */
export function denialStep({ clock }: Service, one: Case, decided: Decision, stated: Payment): Prepared {
  const decision = plain(decided);
  const nowMs = clock();
  const spend = spendOf(one, stated, decision, { state: "denied", held: "0", expiresAtMs: nowMs, given: undefined });
  const step: Step = {
    ...EMPTY_STEP,
    expect: [absent(stated)],
    instant: { atMs: one.atMs, accounts: [] },
    puts: [putSpend(spend)],
    records: [entryOf(stated.account, nowMs, "payment.denied", { payment: stated, decision })],
  };
  return { spend, step };
}

/** Counts a spend on its whole path, provided that everything it was decided on still holds. */
export function countingStep(
  one: Case,
  { ranges, untilMs }: Judged,
  spend: Spend,
  expect: readonly Expectation[],
  records: readonly Entry[],
): Step {
  const accounts = one.path.map(({ account }) => account);
  return {
    ...EMPTY_STEP,
    expect: [...expect, ...expectedTerms(one.path), ...expectedMerchants(one)],
    instant: { atMs: one.atMs, accounts, ...(untilMs === Number.POSITIVE_INFINITY ? {} : { beforeMs: untilMs }) },
    moves: accounts,
    advances: true,
    adds: withRanges(
      one.path.flatMap(({ account, counters }) => additionsOf(counters, account, spend, one.atMs)),
      ranges,
    ),
    puts: [putSpend(spend)],
    records,
  };
}

export function expectedTerms(path: readonly LoadedTerms[]): Expectation[] {
  return path.map(({ account, revision }) => ({ key: termsKey(account), revision }));
}

/** A merchant's document is written once, by the first capture. */
function expectedMerchants({ path, payment: { merchant }, knownTo }: Case): Expectation[] {
  if (merchant === undefined) return [];
  return path.map(({ account }) => ({
    key: merchantKey(account, merchant),
    revision: knownTo.includes(account) ? 1 : 0,
  }));
}

function absent({ account, id }: Payment): Expectation {
  return { key: spendKey(account, id), revision: 0 };
}

function withRanges(additions: readonly Omit<Addition, "range">[], ranges: Judged["ranges"]): Addition[] {
  const byId = new Map(ranges.map(({ total, range }) => [totalId(total), range]));
  return additions.map((addition) => ({ ...addition, range: byId.get(totalId(addition.total)) ?? {} }));
}

function spendOf(
  { path, knownTo, currency }: Case,
  payment: Payment,
  decision: Decision,
  rest: { state: Spend["state"]; held: Amount; expiresAtMs: number; given: SpendingPolicy | undefined },
): Spend {
  const { given, ...changing } = rest;
  return {
    payment,
    ...(currency === undefined ? {} : { currency }),
    path: path.map(({ account }) => account),
    knownTo,
    ...(given === undefined ? {} : { given }),
    decision,
    ...changing,
    captured: "0",
    refunded: "0",
    reopened: "0",
    firstExpiresAtMs: rest.expiresAtMs,
    approvals: [],
    steps: {},
  };
}

/** The decision of the policy that decided, without those of the others. */
export function plain(decision: Decision | CombinedDecision): Decision {
  if (!("decisions" in decision)) return decision;
  const { decisions: _decisions, policy: _policy, ...own } = decision;
  return own;
}

/** One for each limit that this payment takes to an alert's share, and that was below it before. */
export function thresholdEntries(one: Case, { decisions }: CombinedDecision, nowMs: number): Entry[] {
  return decisions.flatMap(({ warnings = [], policyDigest }, index) => {
    const { account: policyOf, compiled } = one.policies[index] as Case["policies"][number];
    const subject = compiled.rules?.read(one.payment);
    const attempted = (subject?.amount ?? 0n) + (subject?.fee ?? 0n);
    return warnings.flatMap(({ rule, used, max }) => {
      const alert = compiled.policy?.rules[rule];
      if (alert?.kind !== "alert") return [];
      const threshold = toUnits(alert.at) * toUnits(max);
      if ((toUnits(used) - attempted) * ONE >= threshold) return [];
      const body = { payment: one.payment.id, policyOf, policyDigest, rule, used, max };
      return [entryOf(one.payment.account, nowMs, "limit.threshold_reached", body)];
    });
  });
}

const ONE = toUnits("1");
