import { type Failed, failed } from "../failure.js";
import { linkHash, sha256Hex } from "../records/chain.js";
import type { PortableRow } from "./portable.js";

/** How many rows there are of each kind. */
export type RowCounts = Record<PortableRow["kind"], number>;

/** What all rows of a store come to, in whatever order they are read; and whether its hash chains hold. */
export class Fingerprint {
  readonly counts: RowCounts = { document: 0, head: 0, total: 0, entry: 0, record: 0 };
  #sum = 0n;
  /** The last link that was read of each account. */
  readonly #chains = new Map<string, { sequence: number; hash: string }>();
  readonly #heads = new Map<string, { sequence: number; hash: string }>();

  /** Records of an account come in the order of their sequence. @returns what is wrong with the row */
  add(row: PortableRow): Failed | undefined {
    this.counts[row.kind] += 1;
    // A sum does not depend on the order, and every row is in it.
    this.#sum = (this.#sum + BigInt(`0x${sha256Hex(canonical(row))}`)) % MODULUS;
    if (row.kind === "head") this.#heads.set(row.account, { sequence: row.sequence, hash: row.hash });
    return row.kind === "record" ? this.#link(row) : undefined;
  }

  /** Once all rows are added. @returns which account's records are not those that its head speaks of */
  brokenHead(): Failed | undefined {
    for (const [account, head] of this.#heads) {
      const { sequence, hash } = this.#chains.get(account) ?? NO_LINK;
      if (sequence !== head.sequence || hash !== head.hash) return broken(account, head.sequence);
    }
    return undefined;
  }

  equals(other: Fingerprint): boolean {
    return this.#sum === other.#sum && JSON.stringify(this.counts) === JSON.stringify(other.counts);
  }

  #link(record: PortableRow & { readonly kind: "record" }): Failed | undefined {
    const { account, sequence, atMs, type, digest, hash } = record;
    const previous = this.#chains.get(account) ?? NO_LINK;
    const isLinked =
      sequence === previous.sequence + 1 &&
      digest === sha256Hex(record.body) &&
      hash === linkHash({ previous: previous.hash, sequence, atMs, type, digest });
    this.#chains.set(account, { sequence, hash });
    return isLinked ? undefined : broken(account, sequence);
  }
}

const MODULUS = 1n << 256n;
const NO_LINK = { sequence: 0, hash: "" };

/** One text for equal rows, whatever the order of their keys. */
function canonical(row: PortableRow): string {
  return JSON.stringify(row, (_, value) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}

function broken(account: string, sequence: number): Failed {
  return failed("corrupt", `The hash chain of "${account}" is broken at record ${sequence}.`);
}
