import type { Needs, Selection, SpendHistory, Total, TotalQuery } from "@spendrail/engine";
import type { Terms } from "../account/terms.js";
import { type CompiledCounter, compileCounter } from "../counter.js";
import { merchantKey, spendsList, termsKey } from "../keys.js";
import { additionsOf } from "../spend/counted.js";
import { readSpend } from "../spend/document.js";
import { TotalState } from "../total-state.js";
import type { MemoryStore } from "./memory-store.js";

/**
 * The spends of a ledger in memory, held or captured, as the evaluator asks about them. Sums that an account keeps are looked
 * up; for other selections its spends are gone through.
 */
export function spendHistoryOf(store: MemoryStore): SpendHistory {
  const keptOf = (account: string): CompiledCounter[] => {
    const [document] = store.snapshot({ documents: [termsKey(account)], accounts: [], totals: [], atMs: 0 }).documents;
    const terms: Terms | undefined = document === undefined ? undefined : JSON.parse(document.body);
    return (terms?.counters ?? []).map(compileCounter);
  };
  const totalOf = (account: string, kept: readonly CompiledCounter[], query: TotalQuery, atMs: number): Total => {
    const { selection, span, partition } = query;
    const counter = kept.find(
      (each) => each.selection.key === selection.key && JSON.stringify(each.spanAt(atMs)) === JSON.stringify(span),
    );
    if (counter === undefined) return recounted(store, account, query, atMs);
    const total = { account, counter: counter.row, partition, span };
    return store.snapshot({ documents: [], accounts: [account], totals: [total], atMs }).totals[0] as Total;
  };
  return {
    facts({ account, atMs, merchant, totals }: Needs) {
      const kept = keptOf(account);
      const isKnown = () =>
        store.snapshot({ documents: [merchantKey(account, merchant ?? "")], accounts: [], totals: [], atMs })
          .documents[0] !== undefined;
      return {
        totals: totals.map((query) => totalOf(account, kept, query, atMs)),
        ...(merchant === undefined ? {} : { knownMerchant: isKnown() }),
      };
    },
    partitions(account, selection) {
      const partitions = new Set<string>();
      const counter = lifetimeCounter(selection);
      for (const { body, atMs } of store.listed(spendsList(account))) {
        for (const { total } of additionsOf([counter], account, readSpend({ body }), atMs))
          partitions.add(total.partition);
      }
      return [...partitions];
    },
  };
}

/** The total of one budget, by going through the account's spends. */
function recounted(
  store: MemoryStore,
  account: string,
  { selection, partition, span }: TotalQuery,
  atMs: number,
): Total {
  const state = new TotalState(span);
  const counter = { ...lifetimeCounter(selection), spanAt: () => span };
  for (const document of store.listed(spendsList(account))) {
    const { startMs, endMs } =
      span.type === "calendar" ? span : { startMs: Number.NEGATIVE_INFINITY, endMs: Number.POSITIVE_INFINITY };
    if (document.atMs < startMs || document.atMs >= endMs) continue;
    for (const { total, spend, ...sum } of additionsOf([counter], account, readSpend(document), document.atMs)) {
      if (total.partition === partition) state.add(spend, document.atMs, sum);
    }
  }
  return state.at(atMs);
}

function lifetimeCounter(selection: Selection): Pick<CompiledCounter, "row" | "selection" | "spanAt"> {
  return { row: "", selection, spanAt: () => ({ type: "lifetime" }) };
}
