import { type Commit, isWithin, type Step, type TotalKey, totalId } from "@spendrail/ledger";
import type { Documents } from "./documents.js";
import type { History } from "./history.js";
import type { LoadedTotal, Totals } from "./totals.js";

/** The parts of the file. */
export interface Tables {
  readonly documents: Documents;
  readonly history: History;
  readonly totals: Totals;
}

/** Applies a step inside the transaction that is open. One that is not applied has written nothing. */
export function applyStep(tables: Tables, step: Step): Commit {
  const { documents, history } = tables;
  const { expect, still, instant, adds } = step;
  const isRevised = expect.some(({ key, revision }) => (documents.get(key)?.revision ?? 0) !== revision);
  const isMoved = still !== undefined && history.head(still.account).movements !== still.movements;
  if (isRevised || isMoved) return { applied: false, because: "revision" };
  const atMs = history.settle(instant.atMs, instant.accounts);
  if (instant.beforeMs !== undefined && atMs >= instant.beforeMs) return { applied: false, because: "instant" };
  const loaded = loadTotals(tables, step, atMs);
  const stateOf = (total: TotalKey) => (loaded.get(totalId(total)) as LoadedTotal).state;
  for (const { total, spend, atMs: countedMs, ...sum } of step.releases) stateOf(total).release(spend, countedMs, sum);
  if (adds.some(({ total, range }) => !isWithin(stateOf(total).at(atMs), range))) {
    return { applied: false, because: "range" };
  }
  for (const { total, spend, money, amount, count } of adds) stateOf(total).add(spend, atMs, { money, amount, count });
  write(tables, step, atMs, loaded.values());
  return { applied: true, atMs };
}

/** Every total that the step changes, each once. */
function loadTotals({ totals }: Tables, { releases, adds }: Step, atMs: number): Map<string, LoadedTotal> {
  const wanted = new Map<string, { key: TotalKey; spends: string[] }>();
  for (const { total, spend } of [...releases, ...adds]) {
    const id = totalId(total);
    const want = wanted.get(id) ?? { key: total, spends: [] };
    want.spends.push(spend);
    wanted.set(id, want);
  }
  return new Map([...wanted].map(([id, { key, spends }]) => [id, totals.load(key, atMs, spends)]));
}

function write({ documents, history, totals }: Tables, step: Step, atMs: number, changed: Iterable<LoadedTotal>): void {
  for (const total of changed) totals.save(total);
  for (const { total, row } of step.fills) totals.replace(total, row);
  for (const account of step.moves) history.move(account, step.advances ? atMs : undefined);
  for (const put of step.puts) documents.put(put, atMs);
  for (const entry of step.records) history.append(entry, atMs);
}
