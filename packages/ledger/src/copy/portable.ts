import type { Answer, Head, StoredDocument, StoredRecord } from "../store.js";

/** The fields that name a running sum; `startMs` is 0 but for calendar stretches. */
interface PortableTotalKey {
  readonly account: string;
  readonly counter: string;
  readonly partition: string;
  readonly startMs: number;
}

/** Money in units of 10^-18, in decimal. */
interface PortableSum {
  readonly money: string;
  readonly amount: string;
  readonly count: number;
}

/** A part of what a store holds, in the form in which stores hand it to each other. Plain data. */
export type PortableRow =
  | (StoredDocument & {
      readonly kind: "document";
      /** By the lists' names. */
      readonly lists: readonly { readonly list: string; readonly atMs: number }[];
    })
  | (Head & { readonly kind: "head"; readonly account: string })
  | (PortableTotalKey & PortableSum & { readonly kind: "total"; readonly openedAtMs: number | null })
  /** What a spend added to a sliding total. */
  | (PortableTotalKey & PortableSum & { readonly kind: "entry"; readonly spend: string; readonly atMs: number })
  /** `isWaiting`: not acknowledged yet. */
  | (StoredRecord & { readonly kind: "record"; readonly isWaiting: boolean });

/** Some of the rows. `next`: where the next page begins; absent: this is the last. */
export interface PortablePage {
  readonly rows: readonly PortableRow[];
  readonly next?: string;
}

/** A store that can be copied. */
export interface LedgerSource {
  /**
   * Everything in the store, page by page: rows of one kind after the other, totals before their entries, the records of an
   * account in the order of their sequences.
   *
   * @param after the `next` of the page before; `undefined`: from the beginning
   */
  exportRows(after: string | undefined): Promise<Answer<PortablePage>>;
}

/** A store that can become a copy. */
export interface LedgerTarget extends LedgerSource {
  /** Takes rows over as they are, whole or not at all. */
  importRows(rows: readonly PortableRow[]): Promise<Answer<undefined>>;
}
