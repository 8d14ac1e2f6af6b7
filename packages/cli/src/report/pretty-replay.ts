import type { Flip, ReplayReport, Tally } from "@spendrail/analysis";
import { explainRule } from "@spendrail/language";
import type { SpendingPolicy } from "@spendrail/model";
import type { Session } from "../session.js";
import { table } from "../terminal/table.js";
import { visible } from "../terminal/visible.js";

type Row = [string, string];

const MOST_FLIPS = 10;

/** A replay for a person: outcomes, what changed against the baseline, and which rules decided. */
export function prettyReplay(report: ReplayReport, policy: SpendingPolicy, { columns, style }: Session): string {
  const { payments, from, to, outcomes, flipCount, flips, decidedBy, nearMissCount } = report;
  const part = (title: string, rows: Row[]) =>
    rows.length === 0 ? [] : [style.out.strong(title), table(rows, columns, "  "), ""];
  const span = from === undefined ? "" : `, ${from} to ${to}`;
  return [
    ...part(`${payments} payments${span}:`, [
      ["approved", tally(outcomes.approve)],
      ["needs approval", tally(outcomes.require_approval)],
      ["denied", tally(outcomes.deny)],
    ]),
    ...part("Against the baseline:", [
      ["newly allowed", tally(report.newlyAllowed)],
      ["newly blocked", tally(report.newlyBlocked)],
      ["newly asked", tally(report.newlyAsked)],
      ["no longer asked", tally(report.noLongerAsked)],
    ]),
    ...part(
      "Decided by:",
      decidedBy.map(
        ({ rule, code, ...each }): Row => [
          ruleLabel(rule, code),
          `${tally(each)}${rule === undefined ? "" : `  ${visible(ruleWords(policy, rule))}`}`,
        ],
      ),
    ),
    ...part(`Payments with another outcome: ${flipCount}`, flips.slice(0, MOST_FLIPS).map(flipRow)),
    `Payments that left little of a limit: ${nearMissCount}`,
    "",
  ].join("\n");
}

const ruleLabel = (rule: number | undefined, code: string): string =>
  rule === undefined ? code : `rule ${rule + 1}, ${code}`;

function ruleWords(policy: SpendingPolicy, index: number): string {
  const rule = policy.rules[index];
  return rule === undefined ? "" : (explainRule(rule, policy).split(":")[0] ?? "");
}

function flipRow({ line, id, before, after }: Flip): Row {
  return [`line ${line}`, visible(`${id}: ${before?.outcome ?? "made"} -> ${after.outcome} (${after.message})`)];
}

function tally({ count, money }: Tally): string {
  const sums = Object.entries(money).map(([currency, amount]) => `${amount} ${currency}`);
  return sums.length === 0 ? String(count) : `${count} (${sums.join(", ")})`;
}
