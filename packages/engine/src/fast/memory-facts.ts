import type { CompiledRule } from "../compile/compiled-rule.js";
import type { AccountHistory } from "../history/account-history.js";
import type { SelectionSums } from "../history/selection-sums.js";
import type { FastPayment } from "./fast-payment.js";
import type { FastFacts } from "./judge-fast.js";
import type { FastCounter, PlainCap } from "./plan.js";

/** The facts straight from a history in memory, and only those that are asked for. */
export class MemoryFacts implements FastFacts {
  readonly known: boolean | undefined;
  readonly balanceMicros: number;
  /** At the index of each rule. */
  readonly #sums: readonly (SelectionSums | undefined)[];

  /** @param history in order; `undefined`: nothing was ever spent */
  constructor(
    rules: readonly CompiledRule[],
    history: AccountHistory | undefined,
    known: boolean | undefined,
    balanceMicros: number,
  ) {
    this.#sums = history === undefined ? NONE : history.sumsOfAll(rules);
    this.known = known;
    this.balanceMicros = balanceMicros;
  }

  hasRoom(caps: readonly PlainCap[], payment: FastPayment): boolean {
    const [first] = caps;
    const series = first === undefined ? undefined : this.#sums[first.counter.index]?.of("");
    if (series !== undefined) return series.hasRoom(caps, payment);
    return caps.every(({ most }) => payment.moneyMicros <= most);
  }

  moneyMicros({ index, spanAt }: FastCounter, partition: string, atMs: number): number {
    const series = this.#sums[index]?.of(partition);
    return series === undefined || spanAt === undefined ? 0 : series.moneyMicros(spanAt(atMs), atMs);
  }

  amountMicros({ index, spanAt }: FastCounter, partition: string, atMs: number): number {
    const series = this.#sums[index]?.of(partition);
    return series === undefined || spanAt === undefined ? 0 : series.amountMicros(spanAt(atMs), atMs);
  }

  count({ index, spanAt }: FastCounter, partition: string, atMs: number): number {
    const series = this.#sums[index]?.of(partition);
    return series === undefined || spanAt === undefined ? 0 : series.countAt(spanAt(atMs), atMs);
  }

  resetsAtMs({ index, spanAt }: FastCounter, partition: string, atMs: number): number | undefined {
    const span = spanAt?.(atMs);
    if (span === undefined) return undefined;
    const series = this.#sums[index]?.of(partition);
    if (series === undefined) return span.type === "calendar" ? span.endMs : undefined;
    return series.resetsAtMs(span, atMs);
  }
}

const NONE: readonly undefined[] = [];
