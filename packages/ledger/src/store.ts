import type { Span, Total, TotalRange } from "@spendrail/engine";
import type { StoreFailure } from "./failure.js";

/**
 * Where a ledger keeps its state: what an adapter implements. All rules about money live above it; a store keeps
 * documents, totals, records and lists, and changes them in steps that happen whole or not at all.
 *
 * Keys and lists are printable ASCII. Accounts are 1 to 256 UTF-16 code units without control characters and lone surrogates;
 * partitions and bodies are any well-formed text without NUL.
 *
 * Money is in units of 10^-18 (a `bigint` of up to 40 digits), instants are epoch milliseconds. Every method may be called
 * by any number of processes at once, and answers by value: it never throws. Whatever a `commit` that was answered
 * `applied` wrote survives a crash, and every later call of any process sees it.
 */
export interface LedgerStore {
  /** One consistent view of documents, heads and totals. Changes nothing. */
  read(request: ReadRequest): Promise<Answer<Snapshot>>;
  /**
   * Applies a step whole, or not at all. In this order: the documents' revisions and the heads' movements are compared; the
   * instant is settled; the earlier spends are released; each total is compared with its range and the spend is counted; fills,
   * documents and records are written.
   */
  commit(step: Step): Promise<Answer<Commit>>;
  /** The partitions of a counter in which anything was ever counted, in no particular order. */
  partitions(account: string, counter: string): Promise<Answer<readonly string[]>>;
  /** The documents on a list in the order of their instants, those of one instant by key; keys are ASCII. */
  list(query: ListQuery): Promise<Answer<readonly ListedDocument[]>>;
  /** The records of an account by sequence, the oldest first: the links of its hash chain. */
  history(query: HistoryQuery): Promise<Answer<readonly StoredRecord[]>>;
  /**
   * The records of an account of some types by instant, the newest first, those of one instant by sequence, the last first. A page
   * is found without going through those that it does not hold, however far back it lies.
   */
  records(query: RecordQuery): Promise<Answer<readonly StoredRecord[]>>;
  /** Records that were not acknowledged yet, in order for each account, at most `limit` in all. */
  outbox(limit: number): Promise<Answer<readonly StoredRecord[]>>;
  /** Takes an account's records up to a sequence (inclusive) off the outbox. Acknowledging again changes nothing. */
  acknowledge(account: string, sequence: number): Promise<Answer<undefined>>;
  /** Releases connections and files. Calls after it answer `closed`. */
  close(): Promise<void>;
}

/** What a store answers: a value, or why there is none. */
export type Answer<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly failure: StoreFailure };

export interface ReadRequest {
  readonly documents: readonly string[];
  /** Whose heads to read. */
  readonly accounts: readonly string[];
  readonly totals: readonly TotalKey[];
  /** Totals are as of this instant, or of the latest instant of the accounts where that is later. */
  readonly atMs: number;
}

/** Everything in the order in which it was asked for. */
export interface Snapshot {
  readonly documents: readonly (StoredDocument | undefined)[];
  readonly heads: readonly Head[];
  readonly totals: readonly Total[];
  /** The instant the totals are of. */
  readonly atMs: number;
}

export interface StoredDocument {
  readonly key: string;
  /** 1 when written first, one more at each later writing. */
  readonly revision: number;
  /** See `Put.atMs`. */
  readonly atMs: number;
  /** JSON; a store neither reads nor changes it. */
  readonly body: string;
}

/** Where an account stands. All zero, with an empty hash, before anything happened. */
export interface Head {
  /** The sequence of the last record. */
  readonly sequence: number;
  /** The hash of the last record. */
  readonly hash: string;
  /** The latest instant at which a spend was counted; 0 before any was. */
  readonly latestMs: number;
  /** The number of steps so far that moved the account. */
  readonly movements: number;
}

/** A running sum. Together the fields are its identity; of a span only what is stated here. */
export interface TotalKey {
  readonly account: string;
  /** The id of the counter, which stands for a selection and a window. */
  readonly counter: string;
  readonly partition: string;
  /** A calendar span's `startMs` belongs to the identity: each stretch is a sum of its own. */
  readonly span: Span;
}

export interface Step {
  readonly expect: readonly Expectation[];
  /** Present in steps that fill totals: nothing may have been counted on the account meanwhile. */
  readonly still?: { readonly account: string; readonly movements: number };
  readonly instant: Instant;
  /** Accounts on which this step counts or changes spends: their movements rise by one. */
  readonly moves: readonly string[];
  /** Whether the latest instant of `moves` becomes the step's. */
  readonly advances: boolean;
  readonly releases: readonly Release[];
  readonly adds: readonly Addition[];
  readonly fills: readonly Fill[];
  readonly puts: readonly Put[];
  readonly records: readonly Entry[];
}

/** A document must have this revision; 0: there is none. */
export interface Expectation {
  readonly key: string;
  readonly revision: number;
}

/**
 * When the step happens: at `atMs`, or at the latest instant of the accounts where that is later, but before `beforeMs`.
 * Time of an account never runs backwards, so that a late payment cannot slip in behind a window.
 */
export interface Instant {
  readonly atMs: number;
  /** Exclusive; absent: any later instant will do. */
  readonly beforeMs?: number;
  readonly accounts: readonly string[];
}

/** What a spend adds to a total. */
export interface Sum {
  readonly money: bigint;
  readonly amount: bigint;
  readonly count: number;
}

/**
 * Counts a spend at the step's instant, provided the total is within the range before it. The first spend of an anchored
 * span at or after the end of the open window empties the total and opens the next window.
 */
export interface Addition extends Sum {
  readonly total: TotalKey;
  /** The spend's document key: a sliding span remembers what each spend added. */
  readonly spend: string;
  readonly range: TotalRange;
}

/**
 * Takes back part of what a spend added, never below zero. Anchored: only while the window that was open at `atMs` still is
 * the last one. Sliding: only while the spend is still remembered.
 */
export interface Release extends Sum {
  readonly total: TotalKey;
  readonly spend: string;
  /** When the spend was counted. */
  readonly atMs: number;
}

/** Puts a total in place of whatever there is. */
export interface Fill {
  readonly total: TotalKey;
  readonly row: TotalRow;
}

/** A total as it is kept. `lifetime` and `calendar`: only the sum. */
export interface TotalRow extends Sum {
  /** Anchored: when the last window opened. */
  readonly openedAtMs?: number;
  /** Sliding: what each spend added, by time. */
  readonly spends?: readonly (Sum & { readonly spend: string; readonly atMs: number })[];
}

/** Writes a document and says on which lists it is from then on: on these, and on no others. */
export interface Put {
  readonly key: string;
  readonly body: string;
  /** The document's instant; absent: the step's. */
  readonly atMs?: number;
  readonly lists: readonly Listing[];
}

export interface Listing {
  readonly list: string;
  /** The document's place; absent: the document's instant. */
  readonly atMs?: number;
}

/** A record to append to an account's history. */
export interface Entry {
  readonly account: string;
  readonly type: string;
  /** JSON; a store neither reads nor changes it. */
  readonly body: string;
  /** The lower-case hexadecimal SHA-256 of the body. */
  readonly digest: string;
}

/** What became of a step. */
export type Commit =
  | { readonly applied: true; readonly atMs: number }
  | {
      readonly applied: false;
      /**
       * `revision`: a document has another revision, or the account moved. `instant`: the step would happen at or after
       * `beforeMs`. `range`: a total is outside its range.
       */
      readonly because: "revision" | "instant" | "range";
    };

export interface ListQuery {
  readonly list: string;
  readonly order: "oldest" | "newest";
  /** `[fromMs, toMs)`; absent: open. */
  readonly fromMs?: number;
  readonly toMs?: number;
  /** Only what comes behind this place, in the order asked for. */
  readonly after?: { readonly atMs: number; readonly key: string };
  readonly limit: number;
}

export interface ListedDocument extends StoredDocument {
  /** The document's place on the list. */
  readonly placeMs: number;
}

export interface HistoryQuery {
  readonly account: string;
  /** Only records behind this sequence; 0: from the first. */
  readonly after: number;
  readonly limit: number;
}

export interface RecordQuery {
  readonly account: string;
  /** At least one. */
  readonly types: readonly string[];
  /** `[fromMs, toMs)`; absent: open. */
  readonly fromMs?: number;
  readonly toMs?: number;
  /** Only records behind this place: of an earlier instant, or of the same with a lower sequence. */
  readonly after?: { readonly atMs: number; readonly sequence: number };
  readonly limit: number;
}

/** A record of an account's history: a link of its hash chain. */
export interface StoredRecord extends Entry {
  /** 1, 2, 3, … without gaps. */
  readonly sequence: number;
  /** The step's instant. */
  readonly atMs: number;
  /** See `linkHash`. */
  readonly hash: string;
  /**
   * Where the record stands among those of other accounts: it rises, with gaps, in the order in which steps were applied that have
   * an account in common. Between accounts that no step has in common it says nothing. The hash does not cover it.
   */
  readonly position: number;
}
