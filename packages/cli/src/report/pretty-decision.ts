import { explainRule } from "@spendrail/language";
import { CHECK_NAMES, type Decision, type SpendingPolicy } from "@spendrail/model";
import type { Session } from "../session.js";
import type { Style } from "../terminal/style.js";
import { table } from "../terminal/table.js";
import { visible } from "../terminal/visible.js";
import { wrap } from "../terminal/wrap.js";

const WORDS = { approve: "approved", require_approval: "needs approval", deny: "denied" } as const;

/** A decision for a person: outcome, sentence, the rule, the figures, what would pass, and with `--explain` every check. */
export function prettyDecision(decision: Decision, { policy }: { policy: SpendingPolicy }, session: Session): string {
  const { columns, args } = session;
  const style = session.style.out;
  const { outcome, code, message, check, warnings = [] } = decision;
  const facts = [...ruleFacts(decision, policy), ...figureFacts(decision, policy), ...remedyFacts(decision)];
  const parts = [
    `${paint(outcome, style)(WORDS[outcome])}  ${code}  ${style.faint(`(check ${CHECK_NAMES.indexOf(check) + 1}, ${check})`)}`,
    wrap(visible(message), columns),
    facts.length === 0 ? "" : table(facts, columns, "  "),
    ...warnings.map(({ used, max }) => style.warning(`Alert: ${used} of ${max} ${policy.currency} used`)),
    args.flag("explain") ? trace(decision, columns, style) : "",
  ];
  return `${parts.filter((part) => part !== "").join("\n")}\n`;
}

function paint(outcome: Decision["outcome"], style: Style): (text: string) => string {
  return outcome === "approve" ? style.good : outcome === "deny" ? style.error : style.warning;
}

type Row = readonly [string, string];

function ruleFacts({ rule }: Decision, policy: SpendingPolicy): Row[] {
  const body = rule === undefined ? undefined : policy.rules[rule];
  if (rule === undefined || body === undefined) return [];
  return [[`rule ${rule + 1}`, visible(explainRule(body, policy))]];
}

function figureFacts({ figures, approvers }: Decision, { currency }: SpendingPolicy): Row[] {
  const rows: Row[] = [];
  if (figures !== undefined) {
    const { limit, spent, attempted, remaining, resetsAt } = figures;
    rows.push(["limit", limit], ["spent before", spent], ["this payment", attempted], ["remaining", remaining]);
    if (resetsAt !== undefined) rows.push(["resets at", resetsAt]);
    rows.push(["currency", currency]);
  }
  if (approvers !== undefined) rows.push(["approvals needed", String(approvers)]);
  return rows;
}

function remedyFacts({ remedy }: Decision): Row[] {
  const rows: Row[] = [];
  if (remedy?.maxAmount !== undefined) rows.push(["would pass", `an amount of at most ${remedy.maxAmount}`]);
  if (remedy?.retryAt !== undefined)
    rows.push(["would pass", `this payment at ${remedy.retryAt}, if nothing else is spent`]);
  return rows;
}

function trace({ trace }: Decision, columns: number, style: Style): string {
  const rows = trace.map(({ check, result, note = "" }): Row => [`${result}  ${check}`, visible(note)]);
  return `${style.strong("Checks:")}\n${table(rows, columns, "  ")}`;
}
