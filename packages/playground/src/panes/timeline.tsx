import { Chart } from "../parts/chart.js";
import { useLatest } from "../parts/latest.js";
import { policyWorker } from "../worker/client.js";
import type { PaneProps } from "./pane.js";

const HOUR_MS = 3_600_000;

/** The use of each limit over the history, at an instant that can be moved. */
export function Timeline({ state: { history, now, text }, change }: PaneProps) {
  const { value: lines = [] } = useLatest(
    () => policyWorker.timeline(text, history, now),
    [text, JSON.stringify(history), now],
  );
  const times = history.map(({ at }) => Date.parse(at)).filter((time) => !Number.isNaN(time));
  if (times.length === 0) return <p>There are no spends. Add some under “Try a payment”.</p>;
  const first = Math.min(...times) - 6 * HOUR_MS;
  const last = Math.max(...times) + 6 * HOUR_MS;
  const nowMs = Math.min(Math.max(Date.parse(now) || last, first), last);
  return (
    <>
      <label class="field">
        <span>Now</span>
        <input
          type="range"
          min={first}
          max={last}
          step={60_000}
          value={nowMs}
          aria-valuetext={now}
          onInput={({ currentTarget }) => change({ now: instantOf(Number(currentTarget.value)) })}
        />
      </label>
      <p>
        <time>{now}</time>
      </p>
      {lines.length === 0 && <p>The policy has no limits over time.</p>}
      {lines.map(({ label, limit, max, points, remaining, resetsAt, used }) => (
        <figure key={label}>
          <figcaption>
            {label} <strong>{used}</strong> of {limit} used, {remaining} left
            {resetsAt === undefined ? "" : `, falls next at ${resetsAt}`}.
          </figcaption>
          <Chart label={`Use over time: ${label}`} points={points} level={max} at={nowMs} />
        </figure>
      ))}
    </>
  );
}

function instantOf(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d+Z$/, "Z");
}
