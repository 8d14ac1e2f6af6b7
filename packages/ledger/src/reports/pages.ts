import { formatInstant, parseInstant } from "@spendrail/model";
import { type Failed, failed, storeFailed } from "../failure.js";
import { spendsList } from "../keys.js";
import { type EventOf, type EventType, eventOf, type LedgerEvent } from "../records/event.js";
import { count, name, optional, type Shape, text } from "../request.js";
import type { Service } from "../service.js";
import { readSpend } from "../spend/document.js";
import type { SpendView } from "../spend/spend.js";
import { viewOf } from "../spend/view.js";

/** Which part of an account's past to read, newest first. */
export interface PageRequest {
  readonly account: string;
  /** ISO 8601, inclusive. Absent: from the beginning. */
  readonly from?: string;
  /** ISO 8601, exclusive. Absent: to the end. */
  readonly to?: string;
  /** 1 to 1000. Default: 100. */
  readonly limit?: number;
  /** `next` of the page before. Absent: the first page. */
  readonly after?: string;
}

export const PAGE: Shape<PageRequest> = {
  account: name,
  from: optional(text),
  to: optional(text),
  limit: optional(count),
  after: optional(text),
};

/** One page; `next` is present when there may be more. Later pages are not moved by what happens meanwhile. */
export type Page<Item> = { readonly ok: true; readonly items: readonly Item[]; readonly next?: string } | Failed;

export const DECISION_TYPES = ["payment.approved", "approval.requested", "payment.denied"] as const;

/** A decision as it was recorded. */
export type DecisionRecord = EventOf<(typeof DECISION_TYPES)[number]>;

/** The records of some types by instant, newest first. */
export async function recordPage<Type extends EventType>(
  { store }: Service,
  types: readonly Type[],
  request: PageRequest,
): Promise<Page<Extract<LedgerEvent, { type: Type }>>> {
  const bounds = readBounds(request);
  if (!bounds.ok) return bounds;
  const { place } = bounds;
  const sequence = Number(place?.key);
  if (place !== undefined && !Number.isSafeInteger(sequence)) return badPlace(request.after);
  const after = place === undefined ? {} : { after: { atMs: place.atMs, sequence } };
  const answer = await store.records({ account: request.account, types, ...bounds.query, ...after });
  if (!answer.ok) return storeFailed(answer.failure);
  const items = answer.value.map(eventOf) as Extract<LedgerEvent, { type: Type }>[];
  const last = answer.value.at(-1);
  return { ok: true, items, ...nextOf(answer.value, bounds.query.limit, `${last?.atMs} ${last?.sequence}`) };
}

/** The spends that counted on an account, its own and those from below it, by the instant they count at, newest first. */
export async function spendPage({ store }: Service, request: PageRequest): Promise<Page<SpendView>> {
  const bounds = readBounds(request);
  if (!bounds.ok) return bounds;
  const after = bounds.place === undefined ? {} : { after: bounds.place };
  const answer = await store.list({
    list: spendsList(request.account),
    order: "newest",
    ...bounds.query,
    ...after,
  });
  if (!answer.ok) return storeFailed(answer.failure);
  const last = answer.value.at(-1);
  const items = answer.value.map((document) => viewOf(readSpend(document), document.atMs));
  return { ok: true, items, ...nextOf(items, bounds.query.limit, `${last?.placeMs} ${last?.key}`) };
}

function nextOf(page: readonly unknown[], limit: number, next: string): { next?: string } {
  return page.length === limit ? { next } : {};
}

function badPlace(after: string | undefined): Failed {
  return failed("invalid", `"${after}" is not the \`next\` of a page.`);
}

interface Bounds {
  readonly ok: true;
  readonly query: { readonly fromMs?: number; readonly toMs?: number; readonly limit: number };
  /** Where the page before ended. */
  readonly place: { readonly atMs: number; readonly key: string } | undefined;
}

function readBounds({ from, to, limit = 100, after }: PageRequest): Bounds | Failed {
  if (!Number.isInteger(limit) || limit < 1 || limit > 1000)
    return failed("invalid", `A page holds 1 to 1000, not ${limit}.`);
  const fromMs = from === undefined ? undefined : parseInstant(from);
  const toMs = to === undefined ? undefined : parseInstant(to);
  for (const [text, ms] of [
    [from, fromMs],
    [to, toMs],
  ] as const) {
    if (text !== undefined && ms === undefined) {
      return failed("invalid", `"${text}" is no ISO 8601 instant with a zone, such as ${formatInstant(0)}.`);
    }
  }
  const place = after === undefined ? undefined : readPlace(after);
  if (after !== undefined && place === undefined) return badPlace(after);
  const range = { ...(fromMs === undefined ? {} : { fromMs }), ...(toMs === undefined ? {} : { toMs }) };
  return { ok: true, query: { ...range, limit }, place };
}

function readPlace(after: string): { atMs: number; key: string } | undefined {
  const [, atMs, key] = /^(-?\d{1,16}) (\S+)$/.exec(after) ?? [];
  return atMs === undefined || key === undefined ? undefined : { atMs: Number(atMs), key };
}
