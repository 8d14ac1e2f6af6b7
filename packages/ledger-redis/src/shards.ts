import { createHash } from "node:crypto";
import { type Answer, accountOfKey, type ReadRequest, type Step } from "@spendrail/ledger";

/** How accounts are spread over the slots of a cluster. */
export interface Tenants {
  /** How many slots, 1 to 1024. It never changes: another number is refused when the ledger is opened. */
  readonly shards: number;
  /**
   * Whose an account is. An account and all its ancestors are of one tenant. It must say the same of an account in every process and for
   * ever: an account that moves to another tenant begins anew there, with nothing spent.
   */
  of(account: string): string;
}

/** Where the accounts that one call is about are kept, or why they are in no one place. */
export type Placement = { readonly ok: true; readonly shard: number } | Extract<Answer<never>, { ok: false }>;

/** Where a ledger's accounts are kept. */
export class Shards {
  readonly #name: string;
  readonly #tenants: Tenants | undefined;

  constructor(name: string, tenants: Tenants | undefined) {
    this.#name = name;
    this.#tenants = tenants;
  }

  /** Every shard. */
  get all(): number[] {
    return Array.from({ length: this.#tenants?.shards ?? 1 }, (_, shard) => shard);
  }

  /** The two keys with which functions on a shard are called, see `KEYS`. */
  keys(shard: number): readonly [string, string] {
    const tag = this.#tenants === undefined ? this.#name : `${this.#name}#${shard}`;
    return [`{${tag}}position`, `{${tag}}never`];
  }

  /** The one shard of several accounts; `apart` when they are of several tenants, or the caller does not tell whose they are. */
  placeOf(accounts: () => Iterable<string>): Placement {
    if (this.#tenants === undefined) return { ok: true, shard: 0 };
    try {
      const tenants = new Set<string>();
      for (const account of accounts()) tenants.add(this.#tenants.of(account));
      if (tenants.size > 1) {
        const named = [...tenants].map((tenant) => `"${tenant}"`).join(", ");
        return apart(`accounts of the tenants ${named} are kept apart, and share no step`);
      }
      const [tenant = ""] = tenants;
      return { ok: true, shard: this.#shardOf(tenant, this.#tenants.shards) };
    } catch (fault) {
      return apart(
        `the tenant of an account cannot be told: ${fault instanceof Error ? fault.message : String(fault)}`,
      );
    }
  }

  /** Spreads tenants evenly, whatever their names have in common. */
  #shardOf(tenant: string, shards: number): number {
    return createHash("sha256").update(tenant).digest().readUInt32BE(0) % shards;
  }
}

function apart(reason: string): Placement {
  return { ok: false, failure: { code: "apart", message: `Nothing was written: ${reason}.` } };
}

/** Every account that a step is about. */
export function accountsOfStep(step: Step): Set<string> {
  const { expect, still, instant, moves, releases, adds, fills, puts, records } = step;
  const keys = [...expect, ...puts].map(({ key }) => accountOfKey(key));
  const totals = [...releases, ...adds, ...fills].map(({ total }) => total.account);
  const named = [...instant.accounts, ...moves, ...totals, ...records.map(({ account }) => account), ...keys];
  return new Set([...named, still?.account].filter((account) => account !== undefined));
}

/** Every account that is read. */
export function accountsOfRead({ documents, accounts, totals }: ReadRequest): Set<string> {
  const named = [...documents.map(accountOfKey), ...accounts, ...totals.map(({ account }) => account)];
  return new Set(named.filter((account) => account !== undefined));
}
