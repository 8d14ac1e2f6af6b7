import type { Account } from "@spendrail/engine";
import { formatInstant } from "@spendrail/model";
import { ACCOUNT, type Authorization, failure } from "../authorize/authorization.js";
import { countingStep, EMPTY_STEP, expectedTerms, plain, thresholdEntries } from "../authorize/steps.js";
import { type Failed, failed, storeFailed } from "../failure.js";
import { spendKey } from "../keys.js";
import { expireDue } from "../lifecycle/expire.js";
import { type Settlement, type SpendName, settled, wrongState } from "../lifecycle/settle.js";
import { entryOf } from "../records/event.js";
import { name, optional, type Shape, shaped, text } from "../request.js";
import { MOST_TRIES, type Service } from "../service.js";
import { releasesOf } from "../spend/counted.js";
import { putSpend, readSpend } from "../spend/document.js";
import type { Spend } from "../spend/spend.js";
import { approvalIdOf, readApprovalId, stateOf, viewOf } from "../spend/view.js";
import type { Step } from "../store.js";
import { accountsOf, type Redecision, redecide } from "./redecide.js";

export interface ApproveRequest {
  /** As `authorize` gave it. */
  readonly approval: string;
  /** Who approves; each person counts once. */
  readonly approver: string;
  /**
   * What the caller knows of the account now; the balance less what is held for other payments, and not less what is held for
   * this one. It is asked for anew because what `authorize` was told may be out of date: without it, balance and reserves are not
   * verified, or, under `missing: "deny"`, a payment that a reserve bears on is denied.
   */
  readonly account?: Account;
}

export interface RejectRequest {
  readonly approval: string;
  /** Who rejects. */
  readonly by: string;
  readonly reason?: string;
}

export const APPROVAL: Shape<ApproveRequest> = { approval: text, approver: name, account: optional(shaped(ACCOUNT)) };
export const REJECTION: Shape<RejectRequest> = { approval: text, by: name, reason: optional(text) };

/** See `Ledger.approve`. */
export async function approve(service: Service, request: ApproveRequest): Promise<Authorization> {
  const name = readApprovalId(request.approval);
  if (name === undefined) return failure(unknownApproval(request.approval));
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const answer = await approveOnce(service, name, request);
    if (answer !== undefined) return answer;
  }
  return failure(failed("contended", "Others changed the same totals at every try. The payment is still pending."));
}

async function approveOnce(
  service: Service,
  { account, payment }: SpendName,
  { approver, account: known = {} }: ApproveRequest,
): Promise<Authorization | undefined> {
  const read = await service.store.read({ documents: [spendKey(account, payment)], accounts: [], totals: [], atMs: 0 });
  if (!read.ok) return failure(storeFailed(read.failure));
  const [document] = read.value.documents;
  const spend = document === undefined ? undefined : readSpend(document);
  if (document === undefined || spend === undefined || spend.approvers === undefined) {
    return failure(unknownApproval(approvalIdOf({ payment: { account, id: payment, amount: "", at: "" } })));
  }
  if (spend.approvals.some((given) => given.approver === approver)) return standing(spend, document.atMs);
  if (spend.state !== "pending") return failure(wrongState(spend, "approved"));
  if (service.clock() >= spend.expiresAtMs) {
    const expired = await expireDue(service, [account]);
    return failure(
      expired.ok ? failed("wrong_state", `"${payment}" cannot be approved: its approval has expired.`) : expired,
    );
  }
  const again = await redecide(service, spend, known);
  if (again === undefined) return undefined;
  if (!again.ok) return failure(again);
  if (again.document.revision !== document.revision) return undefined;
  const approvals = [...spend.approvals, { approver, at: formatInstant(service.clock()) }];
  return conclude(service, again, { ...again.spend, approvals });
}

/** Writes what a re-decision makes of a pending payment: denied, approved, or pending with the people it still needs. */
export async function conclude(service: Service, again: Redecision, spend: Spend): Promise<Authorization | undefined> {
  const { document, judged } = again;
  const decision = plain(judged.decision);
  const approvers = Math.max(decision.approvers ?? 0, spend.approvers ?? 1);
  const next: Spend =
    decision.outcome === "deny"
      ? { ...spend, state: "denied", held: "0", lastDecision: decision }
      : spend.approvals.length < approvers
        ? { ...spend, approvers }
        : { ...spend, approvers, ...granted(service, again, spend), lastDecision: decision };
  const step = concludingStep(service, again, next);
  const answer = await service.store.commit(step);
  if (!answer.ok) return failure(storeFailed(answer.failure));
  if (!answer.value.applied) return undefined;
  return standing(next, next.state === "held" ? answer.value.atMs : document.atMs);
}

/** The hold counts from now on the path of now, and lasts as long as any other. */
function granted({ clock, holdMs }: Service, { document, one }: Redecision, spend: Spend): Partial<Spend> {
  return {
    state: "held",
    path: accountsOf(one.path),
    knownTo: one.knownTo,
    firstAtMs: spend.firstAtMs ?? document.atMs,
    expiresAtMs: clock() + holdMs,
  };
}

function concludingStep(service: Service, again: Redecision, next: Spend): Step {
  const { document, spend, heldOn, one, judged } = again;
  const { account, id } = spend.payment;
  const nowMs = service.clock();
  const own = { key: document.key, revision: document.revision };
  const approval = approvalIdOf(spend);
  const releases = (after: Spend | undefined) =>
    heldOn.flatMap((terms) => releasesOf(terms.counters, terms.account, spend, after, document.atMs));
  const isNewApproval = next.approvals.length > spend.approvals.length;
  const noted = isNewApproval
    ? [
        entryOf(account, nowMs, "approval.granted", {
          payment: id,
          approval,
          approvals: next.approvals,
          required: next.approvers ?? 1,
        }),
      ]
    : [];
  const decision = plain(judged.decision);
  if (next.state === "held") {
    const records = [
      ...noted,
      entryOf(account, nowMs, "payment.approved", { payment: spend.payment, decision, hold: stateOf(next) }),
      ...thresholdEntries(one, judged.decision, nowMs),
    ];
    const step = countingStep(one, judged, next, [own, ...expectedTerms(heldOn)], records);
    const moves = [...new Set([...step.moves, ...spend.path])];
    return { ...step, instant: { ...step.instant, accounts: moves }, moves, releases: releases(undefined) };
  }
  const denied = entryOf(account, nowMs, "payment.denied", { payment: spend.payment, decision, approval });
  return {
    ...EMPTY_STEP,
    expect: [own, ...expectedTerms(heldOn)],
    instant: { atMs: nowMs, accounts: [] },
    moves: spend.path,
    releases: next.state === "denied" ? releases(next) : [],
    puts: [putSpend(next, document.atMs)],
    records: next.state === "denied" ? [denied] : noted,
  };
}

/** See `Ledger.reject`. Rejecting again changes nothing. */
export async function reject(service: Service, { approval, by, reason }: RejectRequest): Promise<Settlement> {
  const name = readApprovalId(approval);
  if (name === undefined) return unknownApproval(approval);
  return settled(service, name, (spend) => {
    if (spend.state === "rejected") return { ok: true, done: true, spend };
    if (spend.state !== "pending") return wrongState(spend, "rejected");
    const next: Spend = { ...spend, state: "rejected", held: "0" };
    const body = { payment: name.payment, approval, by, ...(reason === undefined ? {} : { reason }) };
    return { ok: true, spend: next, records: [entryOf(name.account, service.clock(), "approval.rejected", body)] };
  });
}

/** How a payment that people were asked about stands. */
function standing(spend: Spend, atMs: number): Authorization {
  const decision = spend.lastDecision ?? spend.decision;
  if (spend.state === "denied") return { outcome: "denied", decision };
  const hold = viewOf(spend, atMs);
  if (spend.state === "pending") {
    return { outcome: "pending_approval", hold, approvalId: approvalIdOf(spend), decision };
  }
  if (spend.lastDecision !== undefined) return { outcome: "approved", hold, decision };
  return failure(wrongState(spend, "approved"));
}

function unknownApproval(approval: string): Failed {
  return failed("not_found", `There is no approval "${approval}".`);
}
