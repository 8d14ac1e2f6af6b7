import type { CompiledRule } from "../compile/compiled-rule.js";
import type { AccountHistory } from "../history/account-history.js";
import type { Series } from "../history/series.js";
import type { FastFacts } from "./judge-fast.js";

/** The facts straight from a history in memory, and only those that are asked for. */
export class MemoryFacts implements FastFacts {
  readonly known: boolean | undefined;
  readonly balanceMicros: number;
  /** `undefined`: nothing was ever spent. */
  readonly #history: AccountHistory | undefined;

  constructor(history: AccountHistory | undefined, merchant: string | undefined, balanceMicros: number) {
    this.#history = history;
    this.known = merchant === undefined ? undefined : (history?.knows(merchant) ?? false);
    this.balanceMicros = balanceMicros;
  }

  moneyMicros(rule: CompiledRule, partition: string, atMs: number): number {
    return this.#seriesOf(rule, partition)?.moneyMicros(spanOf(rule, atMs), atMs) ?? 0;
  }

  amountMicros(rule: CompiledRule, partition: string, atMs: number): number {
    return this.#seriesOf(rule, partition)?.amountMicros(spanOf(rule, atMs), atMs) ?? 0;
  }

  count(rule: CompiledRule, partition: string, atMs: number): number {
    return this.#seriesOf(rule, partition)?.countAt(spanOf(rule, atMs), atMs) ?? 0;
  }

  resetsAtMs(rule: CompiledRule, partition: string, atMs: number): number | undefined {
    const span = spanOf(rule, atMs);
    const series = this.#seriesOf(rule, partition);
    if (series === undefined) return span.type === "calendar" ? span.endMs : undefined;
    return series.resetsAtMs(span, atMs);
  }

  #seriesOf({ counting }: CompiledRule, partition: string): Series | undefined {
    return counting === undefined ? undefined : this.#history?.sumsOf(counting.selection).of(partition);
  }
}

function spanOf({ counting }: CompiledRule, atMs: number) {
  if (counting === undefined) throw new Error("the rule counts nothing");
  return counting.spanAt(atMs);
}
