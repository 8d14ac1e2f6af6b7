import type { SpendingPolicy } from "@spendrail/model";
import type { Counter } from "../counter.js";

/** A policy as it was put in force. */
export interface PolicyVersion {
  readonly policy: SpendingPolicy;
  /** See `policyDigest`. */
  readonly digest: string;
  /** Who put it in force. */
  readonly by: string;
  /** ISO 8601 instant of the ledger's clock. */
  readonly at: string;
  /** The instant, exclusive, at which the version before it is in force again. */
  readonly until?: string;
}

export interface Frozen {
  readonly reason: string;
  readonly by: string;
  readonly at: string;
}

/** Everything about an account that changes seldom, and on which its payments are judged. */
export interface Terms {
  readonly parents: readonly string[];
  readonly policy?: PolicyVersion;
  /** In force instead of `policy` until its `until`. */
  readonly exception?: PolicyVersion & { readonly until: string };
  readonly frozen?: Frozen;
  /** The running sums that are kept for the account. */
  readonly counters: readonly Counter[];
}

export const NO_TERMS: Terms = { parents: [], counters: [] };
