import { type Addition, type Fill, type Step, type Sum, type TotalKey, totalId } from "@spendrail/ledger";
import type { ForeseenLink } from "./foresight.js";

/** A step as the function in Redis takes it. Places in `accounts` and `totals` count from 1, as Lua does. */
export interface Plan {
  readonly plan: string;
  /** Of documents and records; the plan refers to them by their place among the function's arguments. */
  readonly bodies: readonly string[];
  /** In the order of the heads that the function answers. */
  readonly accounts: readonly string[];
}

/** The kinds of sums as the functions know them: lifetime and calendar sums need no instant. */
const KINDS = { lifetime: 0, calendar: 0, anchored: 1, sliding: 2 } as const;

/**
 * Makes the plan of a step: plain JSON in which each account and total stands once. Money is decimal text.
 *
 * @param foreseen what the client expects the step's links to be, one for each record
 */
export function planOf(
  step: Step,
  foreseen: { readonly atMs: number; readonly links: readonly (ForeseenLink | undefined)[] },
): Plan {
  const accounts = new Places(
    (account: string) => account,
    (account) => account,
  );
  const documents = new Places(
    (key: string) => key,
    (key) => key,
  );
  const totals = new Places(totalId, identityOf);
  // The plan is the first argument.
  const bodies: string[] = [];
  const bodyAt = (body: string) => bodies.push(body) + 1;
  const { still, instant } = step;
  const plan = {
    expect: step.expect.flatMap(({ key, revision }) => [documents.of(key), revision]),
    still: still === undefined ? [] : [accounts.of(still.account), still.movements],
    atMs: instant.atMs,
    beforeMs: instant.beforeMs,
    settles: instant.accounts.map((account) => accounts.of(account)),
    moves: step.moves.map((account) => accounts.of(account)),
    advances: step.advances,
    releases: step.releases.map(({ total, spend, atMs, ...sum }) => [totals.of(total), spend, atMs, ...texts(sum)]),
    adds: step.adds.map(({ total, spend, range, ...sum }) => [totals.of(total), spend, ...texts(sum), bounds(range)]),
    never: step.adds.some(({ range }) => Object.values(range).some((one) => (one?.max ?? 0) < 0)) || undefined,
    fills: step.fills.map(fillOf),
    puts: step.puts.map(({ key, body, atMs, lists }) => [
      documents.of(key),
      bodyAt(body),
      atMs ?? false,
      lists.flatMap(({ list, atMs: placeMs }) => [list, placeMs ?? false]),
    ]),
    foreseenMs: foreseen.atMs,
    records: step.records.map(({ account, type, digest, body }, index) => {
      const link = foreseen.links[index];
      const foretold = link === undefined ? [] : [link.previous, link.sequence, link.hash];
      return [accounts.of(account), type, digest, bodyAt(body), ...foretold];
    }),
    writes: [...new Set([...step.moves, ...step.records.map(({ account }) => account)])].map((account) =>
      accounts.of(account),
    ),
    documents: documents.items,
    accounts: accounts.items,
    totals: totals.items.flat(),
  };
  return { plan: JSON.stringify(plan), bodies, accounts: accounts.items };
}

/** A total's id, kind and duration as the functions take them. */
export function identityOf({ span }: TotalKey, id: string): [string, number, number] {
  return [id, KINDS[span.type], "durationMs" in span ? span.durationMs : 0];
}

function fillOf({ total, row }: Fill) {
  const [id, kind] = identityOf(total, totalId(total));
  return {
    id,
    kind,
    money: String(row.money),
    amount: String(row.amount),
    count: row.count,
    openedAtMs: row.openedAtMs,
    spends: (row.spends ?? []).flatMap(({ spend, atMs, ...sum }) => [spend, atMs, ...texts(sum)]),
  };
}

function texts({ money, amount, count }: Sum): [string, string, number] {
  return [String(money), String(amount), count];
}

/**
 * The bounds of a range, each behind its place as the function knows it. A sum is never below zero, so a lower bound below it
 * says nothing; an upper one is the plan's `never`.
 */
function bounds({ money, amount, count }: Addition["range"]): (string | number)[] {
  const all = [money?.min, money?.max, amount?.min, amount?.max, count?.min, count?.max];
  return all.flatMap((value, index) => {
    if (value === undefined || value < 0) return [];
    return [index + 1, typeof value === "bigint" ? String(value) : value];
  });
}

/** What the plan says of things, in the order in which they were first named. */
class Places<Thing, Item> {
  readonly items: Item[] = [];
  readonly #idOf: (thing: Thing) => string;
  readonly #itemOf: (thing: Thing, id: string) => Item;
  readonly #places = new Map<string, number>();

  constructor(idOf: (thing: Thing) => string, itemOf: (thing: Thing, id: string) => Item) {
    this.#idOf = idOf;
    this.#itemOf = itemOf;
  }

  /** Counts from 1. */
  of(thing: Thing): number {
    const id = this.#idOf(thing);
    const known = this.#places.get(id);
    if (known !== undefined) return known;
    const place = this.items.push(this.#itemOf(thing, id));
    this.#places.set(id, place);
    return place;
  }
}
