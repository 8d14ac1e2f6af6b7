import type { CompiledPolicy, Selection } from "@spendrail/engine";
import type { Sum } from "@spendrail/ledger";
import { fromUnits, toUnits } from "@spendrail/model";
import type { ReplayedSpend } from "./spend-state.js";

type CompiledRule = NonNullable<CompiledPolicy["rules"]>["all"][number];
type Counting = NonNullable<CompiledRule["counting"]>;

const NOTHING: Sum = { money: 0n, amount: 0n, count: 0 };

/** What one spend adds, as it stands. */
interface Part {
  readonly atMs: number;
  sum: Sum;
}

/** The spends of one budget in the order in which they were counted. */
class Budget {
  readonly #parts: Part[] = [];
  readonly #counting: Counting;
  /** The sum of all, or of each stretch of the calendar by its start: the others are added up when they are asked for. */
  readonly #sums = new Map<number, Sum>();
  #openedAtMs = Number.NEGATIVE_INFINITY;

  constructor(counting: Counting) {
    this.#counting = counting;
  }

  add(atMs: number): Part {
    const part = { atMs, sum: NOTHING };
    const span = this.#counting.spanAt(atMs);
    if (span.type === "anchored" && atMs >= this.#openedAtMs + span.durationMs) this.#openedAtMs = atMs;
    this.#parts.push(part);
    return part;
  }

  set(part: Part, sum: Sum): void {
    const stretch = this.#stretchOf(part.atMs);
    this.#sums.set(stretch, plus(minus(this.#sums.get(stretch) ?? NOTHING, part.sum), sum));
    part.sum = sum;
  }

  at(atMs: number): Sum {
    const span = this.#counting.spanAt(atMs);
    switch (span.type) {
      case "lifetime":
      case "calendar":
        return this.#sums.get(this.#stretchOf(atMs)) ?? NOTHING;
      case "sliding":
        return this.#since(atMs - span.durationMs + 1);
      case "anchored":
        return atMs < this.#openedAtMs + span.durationMs ? this.#since(this.#openedAtMs) : NOTHING;
    }
  }

  #stretchOf(atMs: number): number {
    const span = this.#counting.spanAt(atMs);
    return span.type === "calendar" ? span.startMs : 0;
  }

  #since(fromMs: number): Sum {
    let sum = NOTHING;
    for (let index = this.#parts.length - 1; index >= 0; index -= 1) {
      const part = this.#parts[index] as Part;
      if (part.atMs < fromMs) break;
      sum = plus(sum, part.sum);
    }
    return sum;
  }
}

/** The budgets of one counting rule on one account, added up from the spends that the records tell of. */
export class Recount {
  /** Equal for rules that count the same spends over the same window. */
  readonly id: string;
  readonly #counting: Counting;
  readonly #account: string;
  readonly #budgets = new Map<string, Budget>();
  readonly #parts = new Map<string, { readonly budget: Budget; readonly part: Part }[]>();

  constructor(id: string, account: string, counting: Counting) {
    this.id = id;
    this.#account = account;
    this.#counting = counting;
  }

  /** Counts a spend from its instant on. */
  add(id: string, spend: ReplayedSpend): void {
    const membership = this.#membership(spend);
    if (membership === undefined) return;
    const parts = membership.partitions.map((partition) => {
      const budget = this.#budgets.get(partition) ?? new Budget(this.#counting);
      this.#budgets.set(partition, budget);
      return { budget, part: budget.add(spend.atMs) };
    });
    this.#parts.set(id, parts);
    this.change(id, spend);
  }

  /** Counts what a spend has become. */
  change(id: string, spend: ReplayedSpend): void {
    const sum = this.#standing(spend);
    for (const { budget, part } of this.#parts.get(id) ?? []) budget.set(part, sum);
  }

  /** Counts a spend no more; the windows that it opened stay open. */
  remove(id: string): void {
    for (const { budget, part } of this.#parts.get(id) ?? []) budget.set(part, NOTHING);
    this.#parts.delete(id);
  }

  /** What each budget has counted at an instant, by partition. */
  totals(atMs: number): ReadonlyMap<string, Sum> {
    return new Map([...this.#budgets].map(([partition, budget]) => [partition, budget.at(atMs)]));
  }

  /** What the budgets of a spend have counted at its instant, with it. */
  totalsOf(spend: ReplayedSpend): readonly Sum[] {
    const partitions = this.#membership(spend)?.partitions ?? [];
    return partitions.map((partition) => this.#budgets.get(partition)?.at(spend.atMs) ?? NOTHING);
  }

  #membership({ payment, knownTo }: ReplayedSpend): ReturnType<Selection["membership"]> {
    return this.#counting.selection.membership(payment, knownTo.has(this.#account));
  }

  /** A window keeps what was refunded, unless the refund re-opened it; fee and count stay while anything does. */
  #standing(spend: ReplayedSpend): Sum {
    const { held, captured, refunded, reopened, payment } = spend;
    if (held + captured === 0n) return NOTHING;
    const { type } = this.#counting.spanAt(spend.atMs);
    const left = held + captured - (type === "anchored" || type === "sliding" ? reopened : refunded);
    const amount = left === toUnits(payment.amount) ? payment.amount : fromUnits(left);
    const membership = this.#membership({ ...spend, payment: { ...payment, amount } });
    return membership === undefined ? NOTHING : { money: membership.money, amount: membership.amount, count: 1 };
  }
}

function plus(a: Sum, b: Sum): Sum {
  return { money: a.money + b.money, amount: a.amount + b.amount, count: a.count + b.count };
}

function minus(a: Sum, b: Sum): Sum {
  return { money: a.money - b.money, amount: a.amount - b.amount, count: a.count - b.count };
}
