import type { CompiledRules } from "./compile/compile.js";
import { type CompiledRule, selects } from "./compile/compiled-rule.js";
import { partitionsOf } from "./compile/selection.js";
import type { Subject } from "./compile/subject.js";
import type { Needs, TotalQuery } from "./facts.js";

/** The facts that judging a payment takes; also of rules in force only at other times, which a remedy asks about. */
export function needsOf(rules: CompiledRules, subject: Subject): Needs {
  const { account, merchant } = subject.payment;
  const totals = rules.all.flatMap((rule) => queriesOf(rule, subject));
  return { account, atMs: subject.atMs, ...(merchant === undefined ? {} : { merchant }), totals };
}

function queriesOf(compiled: CompiledRule, subject: Subject): TotalQuery[] {
  const { counting, index } = compiled;
  if (counting === undefined || !maySelect(compiled, subject)) return [];
  const { per, split, selection } = counting;
  const span = counting.spanAt(subject.atMs);
  return partitionsOf(split, subject).map((partition) => ({ rule: index, selection, partition, per, span }));
}

/** Whether the rule selects the payment if its merchant is known to the account, or if it is new. */
function maySelect(rule: CompiledRule, subject: Subject): boolean {
  return selects(rule, subject, true) === "yes" || selects(rule, subject, false) === "yes";
}
