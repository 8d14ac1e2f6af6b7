import type { Span } from "@spendrail/engine";
import { EMPTY_STEP } from "../authorize/steps.js";
import { type CompiledCounter, type Counter, compileCounter } from "../counter.js";
import { type Failed, failed, storeFailed } from "../failure.js";
import { spendsList, termsKey } from "../keys.js";
import { totalId } from "../range.js";
import { MOST_TRIES, type Service } from "../service.js";
import { additionsOf } from "../spend/counted.js";
import { readSpend } from "../spend/document.js";
import type { Fill, ListedDocument, TotalKey } from "../store.js";
import { TotalState } from "../total-state.js";
import { readTerms } from "./path.js";
import { putTerms } from "./terms-document.js";

const PAGE = 500;

/**
 * Has an account keep counters it does not keep yet. What was spent before is counted once, here: the only time that an
 * account's spends are gone through.
 */
export async function registerCounters(
  service: Service,
  account: string,
  counters: readonly Counter[],
): Promise<{ readonly ok: true } | Failed> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const loaded = await readTerms(service, [account], "store");
    if (!loaded.ok) return loaded;
    const [terms] = loaded.terms;
    if (terms === undefined) throw new Error("no terms were read");
    const missing = counters.filter(({ id }) => !terms.counters.some((kept) => kept.id === id));
    if (missing.length === 0) return { ok: true };
    const filled = await fillsOf(service, account, missing);
    if (!filled.ok) return filled;
    const next = { ...terms.terms, counters: [...terms.terms.counters, ...missing] };
    const answer = await service.store.commit({
      ...EMPTY_STEP,
      expect: [{ key: termsKey(account), revision: terms.revision }],
      still: { account, movements: filled.movements },
      instant: { atMs: service.clock(), accounts: [] },
      fills: filled.fills,
      puts: [putTerms(account, next)],
    });
    if (!answer.ok) return storeFailed(answer.failure);
  }
  return failed("contended", `Others spent from "${account}" at each try to count what it had spent. Nothing is held.`);
}

/** What an account's spends add up to in counters that are about to be kept. Nothing may move until they are. */
export async function fillsOf(
  { store }: Service,
  account: string,
  counters: readonly Counter[],
): Promise<{ readonly ok: true; readonly fills: readonly Fill[]; readonly movements: number } | Failed> {
  const before = await store.read({ documents: [], accounts: [account], totals: [], atMs: 0 });
  if (!before.ok) return storeFailed(before.failure);
  const filling = new Filling(account, counters.map(compileCounter));
  let last: ListedDocument | undefined;
  do {
    const after = last === undefined ? {} : { after: { atMs: last.placeMs, key: last.key } };
    const page = await store.list({ list: spendsList(account), order: "oldest", limit: PAGE, ...after });
    if (!page.ok) return storeFailed(page.failure);
    for (const document of page.value) filling.count(document);
    last = page.value.length < PAGE ? undefined : page.value.at(-1);
  } while (last !== undefined);
  return { ok: true, fills: filling.fills(), movements: before.value.heads[0]?.movements ?? 0 };
}

/** Totals in the making. */
class Filling {
  readonly #account: string;
  readonly #counters: readonly CompiledCounter[];
  readonly #totals = new Map<string, { total: TotalKey; state: TotalState }>();

  constructor(account: string, counters: readonly CompiledCounter[]) {
    this.#account = account;
    this.#counters = counters;
  }

  count(document: ListedDocument): void {
    for (const { total, spend, ...sum } of additionsOf(
      this.#counters,
      this.#account,
      readSpend(document),
      document.atMs,
    )) {
      this.#stateOf(total, total.span).add(spend, document.atMs, sum);
    }
  }

  fills(): Fill[] {
    return [...this.#totals.values()].map(({ total, state }) => ({ total, row: state.row() }));
  }

  #stateOf(total: TotalKey, span: Span): TotalState {
    const id = totalId(total);
    const kept = this.#totals.get(id) ?? { total, state: new TotalState(span) };
    this.#totals.set(id, kept);
    return kept.state;
  }
}
