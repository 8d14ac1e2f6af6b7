import { formatInstant } from "@spendrail/model";
import type { Failed } from "../failure.js";
import { entryOf } from "../records/event.js";
import { name, type Shape, text } from "../request.js";
import type { Service } from "../service.js";
import { changeTerms } from "./change-terms.js";
import type { Frozen } from "./terms.js";

export interface FreezeRequest {
  readonly account: string;
  readonly reason: string;
  /** Who freezes it. */
  readonly by: string;
}

export interface UnfreezeRequest {
  readonly account: string;
  readonly by: string;
}

export const FREEZE: Shape<FreezeRequest> = { account: name, reason: text, by: name };
export const UNFREEZE: Shape<UnfreezeRequest> = { account: name, by: name };

/** Whether an account is frozen, and since when and why. */
export type Freezing = { readonly ok: true; readonly frozen?: Frozen } | Failed;

/** See `Ledger.freeze`. Freezing a frozen account changes nothing and answers with the first reason. */
export async function freeze(service: Service, { account, reason, by }: FreezeRequest): Promise<Freezing> {
  const nowMs = service.clock();
  const frozen: Frozen = { reason, by, at: formatInstant(nowMs) };
  return freezing(
    await changeTerms(service, account, ({ terms }) => {
      if (terms.frozen !== undefined) return { ok: true, done: true };
      return { ok: true, terms: { ...terms, frozen }, records: [entryOf(account, nowMs, "account.frozen", frozen)] };
    }),
  );
}

/** See `Ledger.unfreeze`. */
export async function unfreeze(service: Service, { account, by }: UnfreezeRequest): Promise<Freezing> {
  const nowMs = service.clock();
  return freezing(
    await changeTerms(service, account, ({ terms: { frozen, ...terms } }) => {
      if (frozen === undefined) return { ok: true, done: true };
      const body = { by, at: formatInstant(nowMs) };
      return { ok: true, terms, records: [entryOf(account, nowMs, "account.unfrozen", body)] };
    }),
  );
}

function freezing(changed: Awaited<ReturnType<typeof changeTerms>>): Freezing {
  if (!changed.ok) return changed;
  const { frozen } = changed.terms;
  return { ok: true, ...(frozen === undefined ? {} : { frozen }) };
}
