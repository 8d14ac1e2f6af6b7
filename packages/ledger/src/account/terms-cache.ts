import type { CompiledPolicy } from "@spendrail/engine";
import { parseInstant, type SpendingPolicy } from "@spendrail/model";
import { type CompiledCounter, compileCounter, countersOf, type NewCounter } from "../counter.js";
import type { StoredDocument } from "../store.js";
import { NO_TERMS, type PolicyVersion, type Terms } from "./terms.js";

/** A policy in force, with the counter of each of its counting rules. */
export interface JudgedPolicy {
  readonly compiled: CompiledPolicy;
  readonly counters: ReadonlyMap<number, NewCounter>;
}

/** An account's terms at one revision, prepared for deciding. */
export interface LoadedTerms {
  readonly account: string;
  readonly revision: number;
  readonly terms: Terms;
  readonly counters: readonly CompiledCounter[];
  /** The policy in force at an instant; `undefined`: none. */
  policyAt(atMs: number): JudgedPolicy | undefined;
  /** When the policy in force changes by itself, after an instant; infinity: never. */
  changesMs(atMs: number): number;
}

const MOST_ENTRIES = 10_000;

/** What is remembered of accounts. It may be out of date: every step names the revisions it relies on. */
export class TermsCache {
  readonly #compile: (policy: SpendingPolicy) => CompiledPolicy;
  readonly #terms = new Map<string, LoadedTerms>();
  readonly #merchants = new Set<string>();

  constructor(compile: (policy: SpendingPolicy) => CompiledPolicy) {
    this.#compile = compile;
  }

  terms(account: string): LoadedTerms | undefined {
    return this.#terms.get(account);
  }

  learnTerms(account: string, document: StoredDocument | undefined): LoadedTerms {
    const known = this.#terms.get(account);
    if (known !== undefined && known.revision === (document?.revision ?? 0)) return known;
    const loaded = this.#load(account, document);
    if (this.#terms.size >= MOST_ENTRIES) this.#terms.clear();
    this.#terms.set(account, loaded);
    return loaded;
  }

  /** Whether a merchant document is known to exist; one that was written is never removed. */
  isMerchant(key: string): boolean {
    return this.#merchants.has(key);
  }

  learnMerchant(key: string): void {
    if (this.#merchants.size >= MOST_ENTRIES) this.#merchants.clear();
    this.#merchants.add(key);
  }

  #load(account: string, document: StoredDocument | undefined): LoadedTerms {
    const terms: Terms = document === undefined ? NO_TERMS : JSON.parse(document.body);
    const { policy, exception } = terms;
    const judged = policy === undefined ? undefined : this.#judged(policy);
    const judgedException = exception === undefined ? undefined : this.#judged(exception);
    const untilMs = exception === undefined ? Number.NEGATIVE_INFINITY : (parseInstant(exception.until) as number);
    return {
      account,
      revision: document?.revision ?? 0,
      terms,
      counters: terms.counters.map(compileCounter),
      policyAt: (atMs) => (atMs < untilMs ? judgedException : judged),
      changesMs: (atMs) => (atMs < untilMs ? untilMs : Number.POSITIVE_INFINITY),
    };
  }

  #judged({ policy }: PolicyVersion): JudgedPolicy {
    const compiled = this.#compile(policy);
    return { compiled, counters: countersOf(compiled) };
  }
}
