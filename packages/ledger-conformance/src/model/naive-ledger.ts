import type { LedgerErrorCode, SpendState } from "@spendrail/ledger";
import { calendarWindow, parseDuration, type RuleOf, type SpendingPolicy, toUnits } from "@spendrail/model";

/** One spend of the naive ledger. Amounts are in cents. */
interface Spend {
  readonly account: string;
  readonly id: string;
  readonly amount: number;
  readonly path: readonly string[];
  readonly atMs: number;
  readonly expiresAtMs: number;
  state: SpendState;
  held: number;
  captured: number;
  refunded: number;
  reopened: number;
}

type Cap = RuleOf<"limit"> | RuleOf<"velocity">;

/**
 * A ledger in the plainest form: a list of spends that is gone through for every total. Policies hold limits and velocity
 * rules without selectors; it knows nothing of stores, counters and races.
 */
export class NaiveLedger {
  readonly spends: Spend[] = [];
  readonly policies = new Map<string, SpendingPolicy>();
  readonly frozen = new Set<string>();
  readonly #parents: Readonly<Record<string, string>>;
  readonly #denied = new Set<string>();
  /** What each payment stated when its id was used first. */
  readonly #stated = new Map<string, { amount: number; atMs: number }>();
  readonly #holdMs: number;
  readonly #behindMs: number;
  nowMs: number;

  constructor(
    nowMs: number,
    parents: Readonly<Record<string, string>>,
    { holdMs, behindMs }: { holdMs: number; behindMs: number },
  ) {
    this.nowMs = nowMs;
    this.#parents = parents;
    this.#holdMs = holdMs;
    this.#behindMs = behindMs;
  }

  authorize(account: string, id: string, amount: number, statedMs: number): "approved" | "denied" {
    const name = `${account} ${id}`;
    this.#stated.set(name, this.#stated.get(name) ?? { amount, atMs: statedMs });
    const before = this.#find(account, id);
    if (before !== undefined) return "approved";
    if (this.#denied.has(name)) return "denied";
    if (statedMs < this.nowMs - this.#behindMs) {
      this.#denied.add(name);
      return "denied";
    }
    const path = this.#pathOf(account);
    const atMs = Math.max(statedMs, ...path.map((each) => this.latestMs(each)));
    const policies = path.flatMap((each) => {
      const policy = this.policies.get(each);
      return policy === undefined ? [] : [{ each, policy }];
    });
    const isRoom = policies.every(({ each, policy }) =>
      policy.rules.every((rule) => fits(rule as Cap, amount, this.total(each, rule as Cap, policy, atMs))),
    );
    if (policies.length === 0 || !isRoom || path.some((each) => this.frozen.has(each))) {
      this.#denied.add(name);
      return "denied";
    }
    const expiresAtMs = this.nowMs + this.#holdMs;
    const opened = { state: "held", held: amount, captured: 0, refunded: 0, reopened: 0 } as const;
    this.spends.push({ account, id, amount, path, atMs, expiresAtMs, ...opened });
    return "approved";
  }

  capture(account: string, id: string, amount: number | undefined, isFinal: boolean): SpendState | LedgerErrorCode {
    const spend = this.#find(account, id);
    if (spend === undefined) return this.#unknown(account, id);
    if (spend.state !== "held") return "wrong_state";
    const captured = amount ?? spend.held;
    if (captured > spend.held) return "over_hold";
    spend.captured += captured;
    spend.held = isFinal ? 0 : spend.held - captured;
    if (spend.held === 0) spend.state = "captured";
    return spend.state;
  }

  void(account: string, id: string): SpendState | LedgerErrorCode {
    const spend = this.#find(account, id);
    if (spend === undefined) return this.#unknown(account, id);
    if (spend.state !== "held") return "wrong_state";
    spend.held = 0;
    spend.state = "voided";
    return spend.state;
  }

  refund(account: string, id: string, amount: number | undefined, reopens: boolean): SpendState | LedgerErrorCode {
    const spend = this.#find(account, id);
    if (spend === undefined) return this.#denied.has(`${account} ${id}`) ? "over_captured" : "not_found";
    const left = spend.captured - spend.refunded;
    const refunded = amount ?? left;
    if (refunded > left || left === 0) return "over_captured";
    spend.refunded += refunded;
    if (reopens) spend.reopened += refunded;
    return spend.state;
  }

  expire(): void {
    for (const spend of this.spends) {
      if (spend.state !== "held" || this.nowMs < spend.expiresAtMs) continue;
      spend.held = 0;
      spend.state = "expired";
    }
  }

  /** The first content of a payment that was authorised. */
  statedOf(account: string, id: string): { amount: number; atMs: number } {
    const stated = this.#stated.get(`${account} ${id}`);
    if (stated === undefined) throw new Error(`"${id}" was never stated`);
    return stated;
  }

  /** When the account's last spend counted. */
  latestMs(account: string): number {
    return Math.max(0, ...this.#countedOn(account).map(({ atMs }) => atMs));
  }

  /** What a rule has counted: cents for a limit, payments for a velocity rule. */
  total(account: string, rule: Cap, policy: SpendingPolicy, atMs: number): number {
    const inside = inWindow(this.#countedOn(account), rule, policy, atMs);
    const isWindow = rule.per !== "lifetime" && rule.per !== "transaction" && rule.per.type !== "calendar";
    const standing = inside.filter(({ held, captured }) => held > 0 || captured > 0);
    if (rule.kind === "velocity") return standing.length;
    return standing.reduce((sum, one) => sum + one.held + one.captured - (isWindow ? one.reopened : one.refunded), 0);
  }

  #countedOn(account: string): Spend[] {
    return this.spends.filter(({ path }) => path.includes(account));
  }

  #find(account: string, id: string): Spend | undefined {
    return this.spends.find((spend) => spend.account === account && spend.id === id);
  }

  #unknown(account: string, id: string): LedgerErrorCode {
    return this.#denied.has(`${account} ${id}`) ? "wrong_state" : "not_found";
  }

  #pathOf(account: string): string[] {
    const parent = this.#parents[account];
    return parent === undefined ? [account] : [account, ...this.#pathOf(parent)];
  }
}

function fits(rule: Cap, amount: number, total: number): boolean {
  if (rule.kind === "velocity") return total + 1 <= rule.max;
  const max = Number(toUnits(rule.max) / 10n ** 16n);
  return rule.exclusive === true ? total + amount < max : total + amount <= max;
}

/** The spends, in the order they were counted, that count together with one at an instant. */
function inWindow(spends: readonly Spend[], { per }: Cap, policy: SpendingPolicy, atMs: number): readonly Spend[] {
  if (per === "lifetime") return spends;
  if (per === "transaction") return [];
  if (per.type === "calendar") {
    const { timeZone = "UTC", weekStartsOn = "monday" } = policy;
    const { startMs, endMs } = calendarWindow(per.unit, atMs, timeZone, weekStartsOn);
    return spends.filter((spend) => spend.atMs >= startMs && spend.atMs < endMs);
  }
  const durationMs = parseDuration(per.duration) as number;
  if (per.type === "sliding") return spends.filter((spend) => spend.atMs > atMs - durationMs);
  let openedAtMs = Number.NEGATIVE_INFINITY;
  for (const spend of spends) if (spend.atMs >= openedAtMs + durationMs) openedAtMs = spend.atMs;
  return atMs < openedAtMs + durationMs ? spends.filter((spend) => spend.atMs >= openedAtMs) : [];
}
