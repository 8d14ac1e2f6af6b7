import { Editor } from "../editor/editor.js";
import { useLatest } from "../parts/latest.js";
import { Problem } from "../parts/problem.js";
import type { Difference } from "../worker/api.js";
import { policyWorker } from "../worker/client.js";
import type { PaneProps } from "./pane.js";

const VERDICTS: Record<string, string> = {
  equivalent: "Both allow the same payments.",
  tighter: "The policy on the left is tighter: everything it lets through, the other lets through too.",
  looser: "The policy on the left is looser: it lets through payments that the other does not.",
  incomparable: "Each lets through payments that the other does not.",
  not_decided: "Whether one is looser could not be decided.",
};

/** Another text, and the payments on which the two policies differ. */
export function Compare({ state: { other, text }, change }: PaneProps) {
  const { value: comparison, problem } = useLatest(() => policyWorker.compare(other, text), [other, text]);
  return (
    <>
      <h3>The text to compare with</h3>
      <Editor label="Policy to compare with" text={other} onChange={(written) => change({ other: written })} />
      {problem !== undefined && <Problem>{problem}</Problem>}
      {comparison?.ok === false && <Problem>{comparison.message}</Problem>}
      {comparison?.ok === true && (
        <>
          <p class="verdict" role="status">
            {VERDICTS[comparison.verdict]}
          </p>
          <Differences title="Lets through what was denied" differences={comparison.loosenings} />
          <Differences title="Denies what passed" differences={comparison.tightenings} />
          {comparison.undecided.map((message) => (
            <Problem key={message}>{message}</Problem>
          ))}
        </>
      )}
    </>
  );
}

function Differences({ title, differences }: { title: string; differences: readonly Difference[] }) {
  if (differences.length === 0) return null;
  return (
    <section>
      <h3>{title}</h3>
      <ul>
        {differences.map(({ after, before, history, payment }, index) => (
          <li key={`${index} ${payment.id}`}>
            {payment.amount} {payment.merchant ?? payment.category ?? payment.mcc ?? ""} at {payment.at}
            {history.length > 0 && ` after ${history.map(({ amount, at }) => `${amount} at ${at}`).join(", ")}`}: was{" "}
            {before.outcome} ({before.message}), is {after.outcome} ({after.message})
          </li>
        ))}
      </ul>
    </section>
  );
}
