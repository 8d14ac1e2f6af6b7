import { type CompiledPolicy, compilePolicy, type EngineOptions } from "@spendrail/engine";
import type { LedgerOptions, PolicyVersion } from "@spendrail/ledger";
import { parseInstant, type SpendingPolicy } from "@spendrail/model";
import { Recount } from "./recount.js";
import type { ReplayedSpend } from "./spend-state.js";

/** A policy in force, with the recount of each of its counting rules by the rule's index. */
export interface RecountedPolicy {
  readonly compiled: CompiledPolicy;
  readonly recounts: ReadonlyMap<number, Recount>;
}

/** An account as its records tell it. */
export class AccountState {
  parents: readonly string[] = [];
  readonly merchants = new Set<string>();
  readonly #account: string;
  readonly #options: Pick<LedgerOptions, "engine" | "rates">;
  readonly #spends = new Map<string, ReplayedSpend>();
  #recounts = new Map<string, Recount>();
  #policy: RecountedPolicy | undefined;
  #exception: (RecountedPolicy & { readonly untilMs: number }) | undefined;

  constructor(account: string, options: Pick<LedgerOptions, "engine" | "rates">) {
    this.#account = account;
    this.#options = options;
  }

  /** @param version absent: there is none from here on */
  setPolicy(version: PolicyVersion | undefined): void {
    const judged = version === undefined ? undefined : this.#recounted(version.policy);
    const untilMs = version?.until === undefined ? undefined : (parseInstant(version.until) as number);
    if (untilMs === undefined || judged === undefined) {
      this.#policy = judged;
      this.#exception = undefined;
    } else this.#exception = { ...judged, untilMs };
    const kept = [this.#policy, this.#exception].flatMap((policy) => [...(policy?.recounts.values() ?? [])]);
    this.#recounts = new Map(kept.map((recount) => [recount.id, recount]));
  }

  policyAt(atMs: number): RecountedPolicy | undefined {
    return this.#exception !== undefined && atMs < this.#exception.untilMs ? this.#exception : this.#policy;
  }

  /** The spends that count on the account, by account and id. */
  get spends(): ReadonlyMap<string, ReplayedSpend> {
    return this.#spends;
  }

  count(id: string, spend: ReplayedSpend): void {
    this.#spends.delete(id);
    this.#spends.set(id, spend);
    for (const recount of this.#recounts.values()) recount.add(id, spend);
  }

  change(id: string, spend: ReplayedSpend): void {
    this.#spends.set(id, spend);
    for (const recount of this.#recounts.values()) recount.change(id, spend);
  }

  remove(id: string): void {
    this.#spends.delete(id);
    for (const recount of this.#recounts.values()) recount.remove(id);
  }

  /** Rules that count the same have one recount, also from one policy to the next. */
  #recounted(policy: SpendingPolicy): RecountedPolicy {
    const compiled = this.#compile(policy);
    const recounts = new Map<number, Recount>();
    for (const { index, counting } of compiled.rules?.all ?? []) {
      if (counting === undefined) continue;
      const { timeZone, weekStartsOn } = policy;
      const id = JSON.stringify([counting.selection.key, counting.per, timeZone, weekStartsOn]);
      const same = this.#recounts.get(id) ?? [...recounts.values()].find((recount) => recount.id === id);
      recounts.set(index, same ?? this.#recount(new Recount(id, this.#account, counting)));
    }
    return { compiled, recounts };
  }

  #recount(recount: Recount): Recount {
    for (const [id, spend] of this.#spends) recount.add(id, spend);
    return recount;
  }

  #compile(policy: SpendingPolicy): CompiledPolicy {
    const { engine = {}, rates = {} } = this.#options;
    const own: EngineOptions["rates"] = rates[policy.currency];
    return compilePolicy(policy, own === undefined ? engine : { ...engine, rates: own });
  }
}
