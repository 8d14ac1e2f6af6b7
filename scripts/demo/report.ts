import {
  type CompiledPolicy,
  type Decision,
  formatPolicy,
  type LimitSummary,
  type Payment,
  type SpendingPolicy,
  summary,
} from "spendrail";
import type { Judged, Run } from "./judge.ts";
import { coloured, linesOf, type Table, visible } from "./layout.ts";

const COLOURS = { approve: "green", require_approval: "yellow", deny: "red" } as const;

/** The whole report, line by line: the payments, then what every limit has left at the time of the last one. */
export function* report(
  policy: SpendingPolicy,
  compiled: CompiledPolicy,
  { judged, history, balances }: Run,
  columns: number,
): Generator<string> {
  const time = timesIn(policy.timeZone ?? "UTC");
  yield* linesOf({ rows: decisionRows(judged, policy.currency, time) }, columns);
  yield "";
  yield tally(judged);
  const last = judged.at(-1)?.payment.at ?? "";
  for (const account of new Set(judged.map(({ payment }) => payment.account))) {
    yield "";
    yield coloured("bold", `${visible(account)} at ${time(last)} (times are ${policy.timeZone ?? "UTC"})`);
    const state = summary(compiled, account, { history, at: last });
    if (state.ok) yield* linesOf(limitTable(policy, state.limits, time), columns);
    const balance = balances.get(account);
    if (balance !== undefined) yield `Balance: ${balance} ${policy.currency}`;
  }
}

function decisionRows(judged: Judged[], currency: string, time: (instant: string) => string): string[][] {
  const amounts = alignedAtPoint(judged.map(({ payment }) => payment.amount));
  return judged.map(({ payment, decision }, index) => [
    time(payment.at),
    `${amounts[index]} ${unitOf(payment)}`.trimEnd(),
    visible(payment.merchant ?? payment.recipient ?? ""),
    coloured(COLOURS[decision.outcome], decision.outcome),
    decision.code,
    visible(decision.message + alerts(decision, currency)),
  ]);
}

/** What the alerts of a decision say, to stand behind its message. */
function alerts({ warnings = [] }: Decision, currency: string): string {
  return warnings.map(({ used, max }) => `; alert: ${used} of ${max} ${currency} used`).join("");
}

function unitOf({ currency, token }: Payment): string {
  return visible(token ?? currency ?? "");
}

/** Pads decimal strings so that their points stand below each other. */
function alignedAtPoint(amounts: string[]): string[] {
  const parts = amounts.map((amount) => amount.split(".") as [string, string?]);
  const wholeWidth = Math.max(...parts.map(([whole]) => whole.length));
  const restWidth = Math.max(...parts.map(([, fraction]) => (fraction === undefined ? 0 : fraction.length + 1)));
  return parts.map(([whole, fraction]) => {
    const rest = fraction === undefined ? "" : `.${fraction}`;
    return whole.padStart(wholeWidth) + rest.padEnd(restWidth);
  });
}

function tally(judged: Judged[]): string {
  const count = (outcome: string) => judged.filter(({ decision }) => decision.outcome === outcome).length;
  const waiting = count("require_approval");
  const outcomes = `${judged.length} payments: ${count("approve")} approved, ${count("deny")} denied, ${waiting} to be approved by a human`;
  return coloured("bold", waiting > 0 ? `${outcomes} (counted as not spent).` : `${outcomes}.`);
}

function limitTable(policy: SpendingPolicy, limits: LimitSummary[], time: (instant: string) => string): Table {
  const rows = limits.map(({ counts, per, spent, remaining, limit, resetsAt, partition, rule }) => {
    const budget = partition === undefined ? "" : ` Here: ${partition}.`;
    const words = visible(statementOf(policy, rule) + budget);
    if (per === "transaction") return [`up to ${limit} ${policy.currency} each`, "", "", words];
    const spentText =
      counts === "money" ? `spent ${spent} of ${limit} ${policy.currency}` : `made ${spent} of ${limit} payments`;
    return [
      spentText,
      `${remaining} left`,
      resetsAt === undefined ? "never resets" : `resets ${time(resetsAt)}`,
      words,
    ];
  });
  return { rows };
}

/** One rule in the words of the policy language. */
function statementOf(policy: SpendingPolicy, rule: number): string {
  const rules = policy.rules.slice(rule, rule + 1);
  // The policy's settings come first, the rule is the last line.
  return (
    formatPolicy({ ...policy, rules })
      .trimEnd()
      .split("\n")
      .at(-1) ?? ""
  );
}

/** Writes instants as local date and time in a zone, to the second. */
function timesIn(timeZone: string): (instant: string) => string {
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" });
  return (instant) => format.format(Date.parse(instant));
}
