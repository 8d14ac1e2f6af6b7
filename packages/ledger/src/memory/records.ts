import { linkHash } from "../records/chain.js";
import type { Entry, Head, HistoryQuery, RecordQuery, StoredRecord } from "../store.js";
import { SortedList } from "./sorted-list.js";

/** The records of every account, and which of them are in the outbox. */
export class Records {
  readonly #byAccount = new Map<string, StoredRecord[]>();
  /** The sequences of an account's records of one type, by instant. */
  readonly #byType = new Map<string, SortedList>();
  /** The sequences up to which an account's records were acknowledged, for accounts with some that were not. */
  readonly #waiting = new Map<string, number>();
  #position = 0;

  /** @returns the account's sequence and hash after it */
  append(entry: Entry, atMs: number, head: Head): Pick<Head, "sequence" | "hash"> {
    const { account, type, digest } = entry;
    const sequence = head.sequence + 1;
    const hash = linkHash({ previous: head.hash, sequence, atMs, type, digest });
    const records = this.#byAccount.get(account) ?? [];
    this.#byAccount.set(account, records);
    this.#position += 1;
    records.push({ ...entry, sequence, atMs, hash, position: this.#position });
    const typed = typeId(account, type);
    const byType = this.#byType.get(typed) ?? new SortedList();
    this.#byType.set(typed, byType);
    byType.add(sequenceKey(sequence), atMs);
    if (!this.#waiting.has(account)) this.#waiting.set(account, head.sequence);
    return { sequence, hash };
  }

  chain({ account, after, limit }: HistoryQuery): StoredRecord[] {
    return (this.#byAccount.get(account) ?? []).slice(after, after + limit);
  }

  page({ account, types, fromMs, toMs, after, limit }: RecordQuery): StoredRecord[] {
    const all = this.#byAccount.get(account) ?? [];
    const behind = after === undefined ? undefined : { atMs: after.atMs, key: sequenceKey(after.sequence) };
    const query = { order: "newest", fromMs, toMs, after: behind, limit } as const;
    const places = types.flatMap((type) => this.#byType.get(typeId(account, type))?.page(query) ?? []);
    const found = places.map(({ key }) => all[Number(key) - 1] as StoredRecord);
    return found.sort((a, b) => b.atMs - a.atMs || b.sequence - a.sequence).slice(0, limit);
  }

  outbox(limit: number): StoredRecord[] {
    const page: StoredRecord[] = [];
    for (const [account, sequence] of this.#waiting) {
      page.push(...this.chain({ account, after: sequence, limit: limit - page.length }));
      if (page.length >= limit) break;
    }
    return page;
  }

  acknowledge(account: string, sequence: number): void {
    const before = this.#waiting.get(account);
    if (before === undefined || sequence <= before) return;
    if (sequence >= (this.#byAccount.get(account)?.length ?? 0)) this.#waiting.delete(account);
    else this.#waiting.set(account, sequence);
  }
}

function typeId(account: string, type: string): string {
  return JSON.stringify([account, type]);
}

/** In the order of the sequences, as text. */
function sequenceKey(sequence: number): string {
  return String(sequence).padStart(16, "0");
}
