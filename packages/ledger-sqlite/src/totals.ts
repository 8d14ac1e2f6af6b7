import type { DatabaseSync, StatementSync } from "node:sqlite";
import { type Sum, type TotalKey, type TotalRow, TotalState } from "@spendrail/ledger";

interface StoredSum {
  readonly money: string;
  readonly amount: string;
  readonly count: number;
}
type StoredTotal = StoredSum & { readonly id: number; readonly openedAtMs: number | null };
type Remembered = NonNullable<TotalRow["spends"]>[number];

/** A total in the hands of a step. */
export interface LoadedTotal {
  readonly key: TotalKey;
  readonly id: number | undefined;
  /** Of a sliding total only the spends that the step can concern. */
  readonly spends: readonly Remembered[];
  readonly state: TotalState;
}

/**
 * The running sums. A sliding total is loaded with the spends that have left its window, the oldest that has not, and
 * those that a step names: never with the whole window.
 */
export class Totals {
  readonly #get: StatementSync;
  readonly #insert: StatementSync;
  readonly #update: StatementSync;
  readonly #gone: StatementSync;
  readonly #oldest: StatementSync;
  readonly #entry: StatementSync;
  readonly #setEntry: StatementSync;
  readonly #deleteEntry: StatementSync;
  readonly #deleteEntries: StatementSync;
  readonly #partitions: StatementSync;

  constructor(database: DatabaseSync) {
    this.#get = database.prepare(
      `SELECT id, opened_at_ms AS openedAtMs, money, amount, count FROM total
       WHERE account = ? AND counter = ? AND partition = ? AND start_ms = ?`,
    );
    this.#insert = database.prepare(
      `INSERT INTO total (account, counter, partition, start_ms, opened_at_ms, money, amount, count)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`,
    );
    this.#update = database.prepare("UPDATE total SET opened_at_ms = ?, money = ?, amount = ?, count = ? WHERE id = ?");
    const entries = "SELECT spend, at_ms AS atMs, money, amount, count FROM sliding_entry WHERE total = ?";
    this.#gone = database.prepare(`${entries} AND at_ms <= ? ORDER BY at_ms`);
    this.#oldest = database.prepare(`${entries} AND at_ms > ? AND count > 0 ORDER BY at_ms LIMIT 1`);
    this.#entry = database.prepare(`${entries} AND spend = ?`);
    this.#setEntry = database.prepare(
      "INSERT OR REPLACE INTO sliding_entry (total, spend, at_ms, money, amount, count) VALUES (?, ?, ?, ?, ?, ?)",
    );
    this.#deleteEntry = database.prepare("DELETE FROM sliding_entry WHERE total = ? AND spend = ?");
    this.#deleteEntries = database.prepare("DELETE FROM sliding_entry WHERE total = ?");
    // Steps from one partition to the next through the index, however many calendar stretches each has.
    this.#partitions = database.prepare(
      `WITH RECURSIVE found (partition) AS (
         SELECT min(partition) FROM total WHERE account = ?1 AND counter = ?2
         UNION ALL
         SELECT (SELECT min(total.partition) FROM total
                 WHERE account = ?1 AND counter = ?2 AND total.partition > found.partition)
         FROM found WHERE found.partition IS NOT NULL
       ) SELECT partition FROM found WHERE partition IS NOT NULL`,
    );
  }

  /** @param spends whose parts in a sliding total may be released or counted anew */
  load(key: TotalKey, atMs: number, spends: readonly string[]): LoadedTotal {
    const { span } = key;
    const row = this.#get.get(...identity(key)) as StoredTotal | undefined;
    if (row === undefined) return { key, id: undefined, spends: [], state: new TotalState(span) };
    const remembered = span.type === "sliding" ? this.#remembered(row.id, atMs - span.durationMs, spends) : [];
    const opened = row.openedAtMs === null ? {} : { openedAtMs: row.openedAtMs };
    const state = new TotalState(span, { ...sumOf(row), ...opened, spends: remembered });
    return { key, id: row.id, spends: remembered, state };
  }

  /** Writes a total, and of its spends those that were loaded or added. */
  save({ key, id, spends, state }: LoadedTotal): void {
    const row = state.row();
    const saved = this.#saveSum(key, id, row);
    const kept = new Set(row.spends?.map(({ spend }) => spend));
    for (const { spend } of spends) if (!kept.has(spend)) this.#deleteEntry.run(saved, spend);
    if (key.span.type === "sliding") {
      const changed = row.spends?.filter((entry) => !spends.some((before) => isSame(before, entry)));
      this.#remember(saved, changed ?? []);
    }
  }

  /** Puts a total in place of whatever there is. */
  replace(key: TotalKey, row: TotalRow): void {
    const { id } = (this.#get.get(...identity(key)) as StoredTotal | undefined) ?? {};
    const saved = this.#saveSum(key, id, row);
    this.#deleteEntries.run(saved);
    this.#remember(saved, row.spends ?? []);
  }

  partitions(account: string, counter: string): string[] {
    return this.#partitions.all(account, counter).map(({ partition }) => String(partition));
  }

  #remembered(id: number, untilMs: number, spends: readonly string[]): Remembered[] {
    const named = spends.flatMap((spend) => this.#entry.all(id, spend));
    const found = [
      ...this.#gone.all(id, untilMs),
      ...this.#oldest.all(id, untilMs),
      ...named,
    ] as unknown as (StoredSum & Pick<Remembered, "spend" | "atMs">)[];
    const bySpend = new Map(found.map((entry) => [entry.spend, entry]));
    return [...bySpend.values()]
      .sort((a, b) => a.atMs - b.atMs)
      .map((entry) => ({ ...sumOf(entry), spend: entry.spend, atMs: entry.atMs }));
  }

  #saveSum(key: TotalKey, id: number | undefined, row: TotalRow): number {
    const sum = [row.openedAtMs ?? null, String(row.money), String(row.amount), row.count];
    if (id === undefined) return (this.#insert.get(...identity(key), ...sum) as unknown as StoredTotal).id;
    this.#update.run(...sum, id);
    return id;
  }

  /** A spend of which nothing is left is forgotten: nothing more can be released, and it opens no window. */
  #remember(id: number, spends: readonly Remembered[]): void {
    for (const { spend, atMs, money, amount, count } of spends) {
      if (count === 0 && money === 0n && amount === 0n) this.#deleteEntry.run(id, spend);
      else this.#setEntry.run(id, spend, atMs, String(money), String(amount), count);
    }
  }
}

/** The stretch of a calendar total is part of its identity; a counter has one kind of window, so 0 stands for no other. */
function identity({ account, counter, partition, span }: TotalKey): [string, string, string, number] {
  return [account, counter, partition, span.type === "calendar" ? span.startMs : 0];
}

function sumOf({ money, amount, count }: StoredSum): Sum {
  return { money: BigInt(money), amount: BigInt(amount), count };
}

function isSame(a: Remembered, b: Remembered): boolean {
  return (
    a.spend === b.spend && a.atMs === b.atMs && a.money === b.money && a.amount === b.amount && a.count === b.count
  );
}
