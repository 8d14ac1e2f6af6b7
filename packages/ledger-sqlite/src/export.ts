import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { PortablePage, PortableRow } from "@spendrail/ledger";

type Row = Record<string, string | number | null>;

/** How the rows of one kind are read: those behind a place, and the columns that make the place of a row. */
interface Section {
  readonly kind: PortableRow["kind"];
  readonly sql: string;
  readonly place: readonly string[];
}

const PAGE = 500;

const TOTAL = "total.account, total.counter, total.partition, total.start_ms AS startMs";

/** Every table once, each in the order of an index. */
const SECTIONS: readonly Section[] = [
  {
    kind: "document",
    sql: "SELECT key, revision, at_ms AS atMs, body FROM document WHERE key > ?1 ORDER BY key",
    place: ["key"],
  },
  {
    kind: "head",
    sql: `SELECT account, sequence, hash, latest_ms AS latestMs, movements FROM head WHERE account > ?1 ORDER BY account`,
    place: ["account"],
  },
  {
    kind: "total",
    sql: `SELECT ${TOTAL}, opened_at_ms AS openedAtMs, money, amount, count, id FROM total WHERE id > ?1 ORDER BY id`,
    place: ["id"],
  },
  {
    kind: "entry",
    sql: `SELECT ${TOTAL}, entry.spend, entry.at_ms AS atMs, entry.money, entry.amount, entry.count, total.id
          FROM sliding_entry AS entry JOIN total ON total.id = entry.total
          WHERE (entry.total, entry.spend) > (?1, ?2) ORDER BY entry.total, entry.spend`,
    place: ["id", "spend"],
  },
  {
    kind: "record",
    sql: `SELECT record.id AS position, record.account, record.sequence, at_ms AS atMs, type, body, digest, hash,
            outbox.id IS NOT NULL AS isWaiting
          FROM record LEFT JOIN outbox ON outbox.account = record.account AND outbox.sequence = record.sequence
          WHERE record.id > ?1 ORDER BY record.id`,
    place: ["position"],
  },
];

/** Reads everything in a file, page by page. */
export class Export {
  readonly #sections: readonly StatementSync[];
  readonly #lists: StatementSync;

  constructor(database: DatabaseSync) {
    this.#sections = SECTIONS.map(({ sql }) => database.prepare(`${sql} LIMIT ${PAGE}`));
    this.#lists = database.prepare("SELECT list, at_ms AS atMs FROM listing WHERE key = ? ORDER BY list");
  }

  /** @param next the section and the place in it behind which the page begins, as JSON */
  page(next: string | undefined): PortablePage {
    const [section, place] = next === undefined ? [0, undefined] : (JSON.parse(next) as [number, string[]]);
    const { kind, place: columns } = SECTIONS[section] as Section;
    const start = columns.map((column) => (column === "id" || column === "position" ? 0 : ""));
    const found = (this.#sections[section] as StatementSync).all(...(place ?? start)) as Row[];
    const rows = found.map((row) => this.#portable(kind, row));
    const last = found.at(-1);
    if (found.length === PAGE && last !== undefined) {
      return { rows, next: JSON.stringify([section, columns.map((column) => last[column])]) };
    }
    return section + 1 < SECTIONS.length ? { rows, next: JSON.stringify([section + 1]) } : { rows };
  }

  #portable(kind: PortableRow["kind"], row: Row): PortableRow {
    const { id: _, ...columns } = row;
    if (kind === "document") return { kind, ...columns, lists: this.#lists.all(String(row.key)) } as never;
    if (kind === "record") return { kind, ...columns, isWaiting: row.isWaiting === 1 } as never;
    return { kind, ...columns } as never;
  }
}
