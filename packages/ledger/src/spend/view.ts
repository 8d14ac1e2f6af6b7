import { formatInstant } from "@spendrail/model";
import type { SpendSnapshot } from "../records/event.js";
import { name } from "../request.js";
import type { Spend, SpendView } from "./spend.js";

/** Names a payment that waits for people. */
export function approvalIdOf({ payment }: Pick<Spend, "payment">): string {
  return `${encodeURIComponent(payment.account)}/${encodeURIComponent(payment.id)}`;
}

/** @returns `undefined` for text that names none */
export function readApprovalId(id: string): { account: string; payment: string } | undefined {
  const parts = id.split("/");
  try {
    const [account, payment] = parts.map(decodeURIComponent);
    const isNamed = parts.length === 2 && name(account) === undefined && name(payment) === undefined;
    return isNamed ? ({ account, payment } as { account: string; payment: string }) : undefined;
  } catch {
    return undefined;
  }
}

/** A spend as callers see it, without its instant. */
export function stateOf(spend: Spend): SpendSnapshot {
  const { payment, state, held, captured, refunded, expiresAtMs, approvers, approvals } = spend;
  return {
    account: payment.account,
    payment: payment.id,
    state,
    amount: payment.amount,
    held,
    captured,
    refunded,
    expiresAt: formatInstant(expiresAtMs),
    ...(approvers === undefined ? {} : { approval: { id: approvalIdOf(spend), required: approvers, approvals } }),
  };
}

/** @param atMs the instant the spend counts at */
export function viewOf(spend: Spend, atMs: number): SpendView {
  return { ...stateOf(spend), at: formatInstant(atMs) };
}
