import { formatInstant, parseInstant } from "@spendrail/model";
import { type Failed, failed, storeFailed } from "../failure.js";
import { spendsList } from "../keys.js";
import { type EventOf, type EventType, eventOf, type LedgerEvent } from "../records/event.js";
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

/** One page; `next` is present when there may be more. Later pages are not moved by what happens meanwhile. */
export type Page<Item> = { readonly ok: true; readonly items: readonly Item[]; readonly next?: string } | Failed;

export const DECISION_TYPES = ["payment.approved", "approval.requested", "payment.denied"] as const;

/** A decision as it was recorded. */
export type DecisionRecord = EventOf<(typeof DECISION_TYPES)[number]>;

/** The records of some types, newest first. */
export async function recordPage<Type extends EventType>(
  { store }: Service,
  types: readonly Type[] | undefined,
  request: PageRequest,
): Promise<Page<Extract<LedgerEvent, { type: Type }>>> {
  const bounds = readBounds(request);
  if (!bounds.ok) return bounds;
  const after = request.after === undefined ? undefined : Number(request.after);
  if (after !== undefined && !Number.isSafeInteger(after)) return badPlace(request.after);
  const { fromMs, toMs, limit } = bounds;
  const answer = await store.records({
    account: request.account,
    order: "newest",
    ...(types === undefined ? {} : { types }),
    ...(fromMs === undefined ? {} : { fromMs }),
    ...(toMs === undefined ? {} : { toMs }),
    ...(after === undefined ? {} : { after }),
    limit,
  });
  if (!answer.ok) return storeFailed(answer.failure);
  const items = answer.value.map(eventOf) as Extract<LedgerEvent, { type: Type }>[];
  return { ok: true, items, ...nextOf(items.length === limit, String(items.at(-1)?.sequence)) };
}

/** The spends that counted on an account, its own and those from below it, by the instant they count at, newest first. */
export async function spendPage({ store }: Service, request: PageRequest): Promise<Page<SpendView>> {
  const bounds = readBounds(request);
  if (!bounds.ok) return bounds;
  const after = request.after === undefined ? undefined : readPlace(request.after);
  if (request.after !== undefined && after === undefined) return badPlace(request.after);
  const { fromMs, toMs, limit } = bounds;
  const answer = await store.list({
    list: spendsList(request.account),
    order: "newest",
    ...(fromMs === undefined ? {} : { fromMs }),
    ...(toMs === undefined ? {} : { toMs }),
    ...(after === undefined ? {} : { after }),
    limit,
  });
  if (!answer.ok) return storeFailed(answer.failure);
  const last = answer.value.at(-1);
  return {
    ok: true,
    items: answer.value.map((document) => viewOf(readSpend(document), document.atMs)),
    ...nextOf(answer.value.length === limit, `${last?.placeMs} ${last?.key}`),
  };
}

function nextOf(isFull: boolean, next: string): { next?: string } {
  return isFull ? { next } : {};
}

function readPlace(after: string): { atMs: number; key: string } | undefined {
  const [, atMs, key] = /^(-?\d+) (\S+)$/.exec(after) ?? [];
  return atMs === undefined || key === undefined ? undefined : { atMs: Number(atMs), key };
}

function badPlace(after: string | undefined): Failed {
  return failed("invalid", `"${after}" is not the \`next\` of a page.`);
}

interface Bounds {
  readonly ok: true;
  readonly fromMs: number | undefined;
  readonly toMs: number | undefined;
  readonly limit: number;
}

function readBounds({ from, to, limit = 100 }: PageRequest): Bounds | Failed {
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
  return { ok: true, fromMs, toMs, limit };
}
