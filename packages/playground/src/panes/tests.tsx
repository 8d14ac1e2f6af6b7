import type { PolicyCase } from "@spendrail/analysis";
import type { Decision } from "@spendrail/model";
import { useState } from "preact/hooks";
import { useLatest } from "../parts/latest.js";
import { Problem } from "../parts/problem.js";
import { policyWorker } from "../worker/client.js";
import type { PaneProps } from "./pane.js";

const OUTCOMES = ["approve", "require_approval", "deny"] as const;

/** Cases that tell the policy from its mutants; they can be edited, and run as the text changes. */
export function Tests({ state: { cases, text }, change }: PaneProps) {
  const [told, setTold] = useState<string>();
  const { value: decisions = [] } = useLatest(() => policyWorker.runTests(text, cases), [text, JSON.stringify(cases)]);
  const generate = async () => {
    setTold("Generating …");
    const generated = await policyWorker.generateTests(text);
    if (generated?.ok !== true) return setTold("The text is not a policy yet.");
    change({ cases: [...generated.cases] });
    setTold(
      `${generated.cases.length} tests catch ${generated.killed} of ${generated.mutants} ways to get the policy wrong.`,
    );
  };
  const set = (index: number, outcome: string) => {
    const each = cases[index] as PolicyCase;
    const expect = { outcome: outcome as Decision["outcome"] };
    change({ cases: cases.with(index, { ...each, expect }) });
  };
  const failed = cases.filter((each, index) => decisions[index]?.outcome !== each.expect.outcome).length;
  return (
    <>
      <button type="button" onClick={() => void generate()}>
        Generate tests
      </button>
      {told !== undefined && <Problem>{told}</Problem>}
      {cases.length > 0 && (
        <p class={`verdict ${failed === 0 ? "approve" : "deny"}`} role="status">
          {cases.length - failed} passed, {failed} failed
        </p>
      )}
      <ol class="cases">
        {cases.map((each, index) => (
          <Case
            key={`${index} ${each.name}`}
            each={each}
            decision={decisions[index]}
            onExpect={(outcome) => set(index, outcome)}
            onRemove={() => change({ cases: cases.toSpliced(index, 1) })}
          />
        ))}
      </ol>
    </>
  );
}

interface CaseProps {
  each: PolicyCase;
  decision: Decision | undefined;
  onExpect: (outcome: string) => void;
  onRemove: () => void;
}

function Case({ each: { expect, history, name, payment }, decision, onExpect, onRemove }: CaseProps) {
  const passes = decision?.outcome === expect.outcome;
  return (
    <li class={passes ? "pass" : "fail"}>
      <strong>{passes ? "Pass" : "Fail"}</strong> {name}
      <br />
      {history.map(({ amount, at }) => `${amount} at ${at}`).join(", ")}
      {history.length > 0 && ", then "}
      {payment.amount} {payment.merchant ?? ""} at {payment.at}: {decision?.outcome ?? "no policy"}{" "}
      <label>
        expected{" "}
        <select value={expect.outcome} onChange={({ currentTarget }) => onExpect(currentTarget.value)}>
          {OUTCOMES.map((outcome) => (
            <option key={outcome}>{outcome}</option>
          ))}
        </select>
      </label>{" "}
      <button type="button" aria-label={`Remove test: ${name}`} onClick={onRemove}>
        ×
      </button>
    </li>
  );
}
