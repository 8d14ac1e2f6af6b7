import { type Decision, formatInstant, type Payment } from "@spendrail/model";
import type { Frozen, PolicyVersion } from "../account/terms.js";
import type { Approval, SpendView } from "../spend/spend.js";
import type { Entry, StoredRecord } from "../store.js";
import { sha256Hex } from "./chain.js";

/** What a record tells, by its type. Every record is an event, and every event a record. */
export interface RecordBodies {
  /** Money is held, without or after approval. `decision` is the one on which it was. */
  "payment.approved": { payment: Payment; decision: Decision; hold: SpendSnapshot };
  /** A policy was violated. With `approval`: the payment had been waiting for people, and its hold was given back. */
  "payment.denied": { payment: Payment; decision: Decision; approval?: string };
  "payment.captured": { id: string; amount: string; spend: SpendSnapshot };
  "payment.voided": { id: string; spend: SpendSnapshot };
  "payment.refunded": { id: string; amount: string; reopens: boolean; spend: SpendSnapshot };
  "payment.expired": { spend: SpendSnapshot };
  "approval.requested": {
    payment: Payment;
    decision: Decision;
    approval: string;
    approvers: number;
    hold: SpendSnapshot;
  };
  /** One more person approved: the last of `approvals`. The payment goes ahead only with `payment.approved`. */
  "approval.granted": { payment: string; approval: string; approvals: readonly Approval[]; required: number };
  "approval.rejected": { payment: string; approval: string; by: string; reason?: string };
  "approval.expired": { payment: string; approval: string };
  /** `version` absent: the account has no policy of its own from here on. */
  "policy.changed": { version?: PolicyVersion; reason: "set" | "exception_ended" };
  "account.frozen": Frozen;
  "account.unfrozen": { by: string; at: string };
  "account.parents_changed": { parents: readonly string[]; by: string };
  /** An approved payment took a limit's use to an alert's share of its maximum. */
  "limit.threshold_reached": {
    payment: string;
    /** The account whose policy it is. */
    policyOf: string;
    policyDigest: string;
    /** Index of the alert rule. */
    rule: number;
    used: string;
    max: string;
  };
}

/** A spend as it stands after the step, without its instant, which the record has. */
export type SpendSnapshot = Omit<SpendView, "at">;

export type EventType = keyof RecordBodies;

/** Every type, each of them once. */
export const EVENT_TYPES = Object.keys({
  "payment.approved": true,
  "payment.denied": true,
  "payment.captured": true,
  "payment.voided": true,
  "payment.refunded": true,
  "payment.expired": true,
  "approval.requested": true,
  "approval.granted": true,
  "approval.rejected": true,
  "approval.expired": true,
  "policy.changed": true,
  "account.frozen": true,
  "account.unfrozen": true,
  "account.parents_changed": true,
  "limit.threshold_reached": true,
} satisfies Record<EventType, true>) as EventType[];

/** One record of an account's history, as it is read back. Plain data. */
export type LedgerEvent = { [Type in EventType]: EventOf<Type> }[EventType];

export interface EventOf<Type extends EventType> {
  readonly type: Type;
  readonly account: string;
  /** 1, 2, 3, … for each account: with the account it identifies the event. */
  readonly sequence: number;
  /** When it happened: for decisions the instant the payment counts at. ISO 8601. */
  readonly at: string;
  /** When the ledger's clock said it was written. ISO 8601. */
  readonly recordedAt: string;
  /** The hash of this record, which covers the one before. */
  readonly hash: string;
  readonly body: RecordBodies[Type];
}

/** Writes a record's body and its digest. */
export function entryOf<Type extends EventType>(
  account: string,
  nowMs: number,
  type: Type,
  body: RecordBodies[Type],
): Entry {
  const text = JSON.stringify({ recordedAt: formatInstant(nowMs), ...body });
  return { account, type, body: text, digest: sha256Hex(text) };
}

/** @param record as `entryOf` wrote it */
export function eventOf({ account, type, sequence, atMs, hash, body }: StoredRecord): LedgerEvent {
  const { recordedAt, ...rest } = JSON.parse(body);
  return { type, account, sequence, at: formatInstant(atMs), recordedAt, hash, body: rest } as LedgerEvent;
}
