import type { Span } from "@spendrail/engine";
import { type CompiledCounter, type Counter, compileCounter } from "../counter.js";
import { type Failed, failed, storeFailed } from "../failure.js";
import { spendsList } from "../keys.js";
import { totalId } from "../range.js";
import type { Service } from "../service.js";
import { additionsOf } from "../spend/counted.js";
import { readSpend } from "../spend/document.js";
import type { Fill, ListedDocument, TotalKey } from "../store.js";
import { TotalState } from "../total-state.js";

const PAGE = 500;

/**
 * What an account's spends add up to in counters that are about to be kept. Nothing may move until they are. Refused `invalid`
 * when a spend cannot be counted, for want of a rate.
 */
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
    for (const document of page.value) {
      const fault = filling.count(document);
      if (fault !== undefined) return fault;
    }
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

  count(document: ListedDocument): Failed | undefined {
    const spent = readSpend(document);
    try {
      for (const { total, spend, ...sum } of additionsOf(this.#counters, this.#account, spent, document.atMs)) {
        this.#stateOf(total, total.span).add(spend, document.atMs, sum);
      }
      return undefined;
    } catch (fault) {
      const reason = fault instanceof Error ? fault.message : String(fault);
      return failed("invalid", `The payment "${spent.payment.id}" on "${this.#account}" cannot be counted: ${reason}.`);
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
