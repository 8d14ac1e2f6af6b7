import type { CurvePoint, DerivationStep, Exposure, ScheduledPayments } from "@spendrail/analysis";
import { Chart } from "../parts/chart.js";
import { useLatest } from "../parts/latest.js";
import { Problem } from "../parts/problem.js";
import { policyWorker } from "../worker/client.js";
import type { PaneProps } from "./pane.js";

const HORIZONS = [
  ["P1D", "a day"],
  ["P7D", "a week"],
  ["P30D", "30 days"],
  ["P365D", "365 days"],
] as const;

/** The most that a hostile agent can take out, and how. */
export function WorstCase({ state: { horizon, text }, change }: PaneProps) {
  const { value: answer, problem } = useLatest(() => policyWorker.exposure(text, horizon), [text, horizon]);
  const report = answer?.report;
  return (
    <>
      <label class="field">
        <span>Within</span>
        <select value={horizon} onChange={({ currentTarget }) => change({ horizon: currentTarget.value })}>
          {HORIZONS.map(([duration, name]) => (
            <option key={duration} value={duration}>
              {name}
            </option>
          ))}
        </select>
      </label>
      {problem !== undefined && <Problem>{problem}</Problem>}
      {answer === undefined && <p>The text is not a policy yet.</p>}
      {report?.ok === false && <Problem>{report.issues[0]?.message}</Problem>}
      {answer !== undefined && report?.ok === true && (
        <>
          <Side title="With no human approving" exposure={report.total.withoutApproval} rules={answer.rules} />
          <Curve points={report.curve.withoutApproval} />
          <Side title="With humans approving everything" exposure={report.total.withApproval} rules={answer.rules} />
          <h3>Taken for granted</h3>
          <ul>
            {report.assumptions.map((assumption) => (
              <li key={assumption}>{assumption}</li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function Side({ title, exposure, rules }: { title: string; exposure: Exposure; rules: readonly string[] }) {
  return (
    <section>
      <h3>{title}</h3>
      <p class="verdict">{sentence(exposure)}</p>
      {exposure.kind !== "unbounded" && (
        <ul>
          {exposure.derivation.steps.map((step) => (
            <li key={`${step.rule} ${step.partition}`}>{stepSentence(step, rules)}</li>
          ))}
        </ul>
      )}
      <details>
        <summary>The payments that do it</summary>
        <Payments payments={exposure.schedule.payments} />
      </details>
    </section>
  );
}

function stepSentence(
  { bound, largest, money, partition, payments, rule, windows }: DerivationStep,
  rules: readonly string[],
) {
  const what = rule === undefined ? "The money at hand." : rules[rule];
  const whose = partition === undefined || partition === "" ? "" : ` (${partition})`;
  const each = money ?? `${payments} × ${largest}`;
  return `${what}${whose} ${windows} × ${each} = ${bound}`;
}

function sentence(exposure: Exposure): string {
  switch (exposure.kind) {
    case "exact":
      return `At most ${exposure.upper}, and that much can really leave.`;
    case "interval":
      return `At least ${exposure.lower} and at most ${exposure.upper}.`;
    case "unbounded":
      return `Unbounded. ${exposure.missing.message}`;
  }
}

const MOST_SHOWN = 50;

function Payments({ payments }: { payments: readonly ScheduledPayments[] }) {
  return (
    <ol>
      {payments.slice(0, MOST_SHOWN).map(({ amount, at, facts, times }, index) => (
        <li key={`${index} ${at}`}>
          {at}: {times} × {amount} {facts.merchant ?? facts.recipient ?? ""}
        </li>
      ))}
      {payments.length > MOST_SHOWN && <li>and {payments.length - MOST_SHOWN} more</li>}
    </ol>
  );
}

function Curve({ points }: { points: readonly CurvePoint[] }) {
  const lower = points.map(({ at, lower: taken }) => [Date.parse(at), Number(taken)] as const);
  const upper = points.flatMap(({ at, upper: most }) =>
    most === undefined ? [] : [[Date.parse(at), Number(most)] as const],
  );
  return <Chart label="Money taken out over time, and the most that can be" points={lower} under={upper} />;
}
