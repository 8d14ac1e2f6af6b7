import type { AttackSchedule, Derivation, Exposure } from "@spendrail/analysis";
import type { SpendingPolicy } from "@spendrail/model";
import { ruleWords } from "../policy/rule-words.js";
import type { Session } from "../session.js";
import { table } from "../terminal/table.js";
import { visible } from "../terminal/visible.js";
import { wrap } from "../terminal/wrap.js";
import { curveChart } from "./curve-chart.js";
import type { BoundedPeriod } from "./period.js";

/** The worst case for a person: the figures, for the longest period a chart and what proves it, and the assumptions. */
export function prettyExposure(periods: readonly BoundedPeriod[], policy: SpendingPolicy, session: Session): string {
  const { columns } = session;
  const style = session.style.out;
  const last = periods.at(-1);
  if (last === undefined) return "";
  const { currency, total, assumptions, period } = last.report;
  const figures = periods.map(({ label, report }): [string, string] => [label, figuresOf(report.total, currency)]);
  return [
    style.strong("The most that can leave:"),
    table(figures, columns, "  "),
    "",
    style.strong(wrap(`Over ${last.label}, from ${period.from} until ${period.until}:`, columns)),
    curveChart(last.report, columns),
    "",
    ...certificate(total.withoutApproval, policy, currency, session),
    ...amounts(
      "By merchant:",
      last.report.merchants.map((each) => [merchantsLabel(each.merchants), figuresOf(each, currency)]),
      session,
    ),
    ...amounts(
      "By category:",
      last.report.categories.map((each) => [each.category, figuresOf(each, currency)]),
      session,
    ),
    style.strong("Taken for granted:"),
    ...assumptions.map((each) => wrap(each, columns, "    ", "  - ")),
    "",
  ].join("\n");
}

function figuresOf(
  { withoutApproval, withApproval }: { withoutApproval: Exposure; withApproval: Exposure },
  currency: string,
): string {
  const without = figureOf(withoutApproval, currency);
  const withPeople = figureOf(withApproval, currency);
  return without === withPeople ? without : `${without} without anybody's approval; ${withPeople} with it`;
}

function figureOf(exposure: Exposure, currency: string): string {
  if (exposure.kind === "unbounded") return "without bound";
  if (exposure.kind === "exact") return `${exposure.upper} ${currency}`;
  return `between ${exposure.lower} and ${exposure.upper} ${currency}`;
}

function certificate(
  exposure: Exposure,
  policy: SpendingPolicy,
  currency: string,
  { columns, style }: Session,
): string[] {
  const schedule = [
    `  ${style.out.strong("How it leaves:")}`,
    ...scheduleLines(exposure.schedule, currency, columns),
    "",
  ];
  if (exposure.kind === "unbounded")
    return [style.out.warning("Nothing bounds it:"), wrap(exposure.missing.message, columns, "  "), ...schedule];
  return [
    style.out.strong("Why no more can leave:"),
    ...derivationLines(exposure.derivation, policy, currency, columns),
    ...schedule,
  ];
}

function derivationLines(
  { steps, inFlight, upper }: Derivation,
  policy: SpendingPolicy,
  currency: string,
  columns: number,
): string[] {
  const rows = steps.map(({ rule, part, windows, money, payments, largest, bound }): [string, string] => {
    const source = rule === undefined ? "balance" : `rule ${rule + 1}`;
    const each = money ?? `${payments} payments of at most ${largest}`;
    const within = part === undefined ? "" : ` from ${part.from} until ${part.until}`;
    const words = rule === undefined ? "" : ` (${visible(ruleWords(policy, rule))})`;
    return [source, `${windows} x ${each} = ${bound} ${currency}${words}${within}`];
  });
  const sum: [string, string][] = [
    ...(inFlight === "0" ? [] : [["in flight", `${inFlight} ${currency}`] as [string, string]]),
    ["sum", `${upper} ${currency}`],
  ];
  return [table([...rows, ...sum], columns, "  ")];
}

const MOST_PAYMENTS = 10;

function scheduleLines({ preparation, payments }: AttackSchedule, currency: string, columns: number): string[] {
  const rows = [
    ...preparation.map((each) => ({ ...each, voided: true })),
    ...payments.map((each) => ({ ...each, voided: false })),
  ];
  const shown = rows.slice(0, MOST_PAYMENTS).map(({ at, amount, times, facts, voided }): [string, string] => {
    const stated = Object.entries(facts).map(([key, value]) => `${key} ${value}`);
    return [
      at,
      `${times} x ${amount} ${currency}${voided ? ", voided at once" : ""}${stated.length === 0 ? "" : ` (${visible(stated.join(", "))})`}`,
    ];
  });
  const more = rows.length - shown.length;
  return [table(shown, columns, "    "), ...(more > 0 ? [`    and ${more} more; --format json has all of them`] : [])];
}

function amounts(title: string, rows: [string, string][], { columns, style }: Session): string[] {
  return rows.length === 0
    ? []
    : [
        style.out.strong(title),
        table(
          rows.map(([label, text]) => [visible(label), text]),
          columns,
          "  ",
        ),
        "",
      ];
}

const MOST_MERCHANTS = 3;

function merchantsLabel(merchants: readonly string[]): string {
  if (merchants.length === 0) return "any other merchant";
  const more = merchants.length - MOST_MERCHANTS;
  const named = merchants.slice(0, MOST_MERCHANTS).join(", ");
  return more > 0 ? `each of ${named} and ${more} more` : merchants.length > 1 ? `each of ${named}` : named;
}
