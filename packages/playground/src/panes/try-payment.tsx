import type { Decision, Payment } from "@spendrail/model";
import { Field } from "../parts/field.js";
import { useLatest } from "../parts/latest.js";
import { Problem } from "../parts/problem.js";
import { policyWorker } from "../worker/client.js";
import type { PaneProps } from "./pane.js";
import { Spends } from "./spends.js";

const FACTS = [
  ["amount", "Amount", "45"],
  ["currency", "Currency", "USD"],
  ["merchant", "Merchant", "openai.com"],
  ["category", "Category", "gambling"],
  ["mcc", "MCC", "7995"],
  ["token", "Token", "USDC"],
  ["chain", "Chain", "base"],
  ["country", "Country", "DE"],
  ["driftScore", "Drift score", "0.1"],
  ["at", "At", "2026-03-04T11:00:00Z"],
] as const satisfies readonly (readonly [keyof Payment, string, string])[];

/** A payment, what is decided about it, and on what. */
export function TryPayment({ state, change, point }: PaneProps) {
  const { balance, history, payment, text } = state;
  const { value: judged, problem } = useLatest(
    () => policyWorker.judge(text, payment, history, balance),
    [text, JSON.stringify([payment, history]), balance],
  );
  const set = (key: keyof Payment, value: string) => {
    const { [key]: _, ...rest } = payment;
    const isRequired = key === "amount" || key === "at";
    change({ payment: (value === "" && !isRequired ? rest : { ...payment, [key]: value }) as Payment });
  };
  return (
    <>
      <div class="fields">
        {FACTS.map(([key, label, hint]) => (
          <Field key={key} label={label} hint={hint} value={payment[key] ?? ""} onChange={(value) => set(key, value)} />
        ))}
        <Field label="Balance" hint="not known" value={balance} onChange={(value) => change({ balance: value })} />
      </div>
      {problem !== undefined && <Problem>{problem}</Problem>}
      {judged === undefined ? (
        <p>The text is not a policy yet.</p>
      ) : (
        <Verdict
          decision={judged.decision}
          onPoint={() => point(judged.statement)}
          onTake={(taken) => change({ payment: { ...payment, ...taken } })}
        />
      )}
      <h3>Spends before it</h3>
      <Spends spends={history} onChange={(spends) => change({ history: spends })} />
    </>
  );
}

interface VerdictProps {
  decision: Decision;
  onPoint: () => void;
  onTake: (taken: Partial<Payment>) => void;
}

const OUTCOMES = { approve: "Approved", require_approval: "Needs approval", deny: "Denied" } as const;

function Verdict({ decision, onPoint, onTake }: VerdictProps) {
  const { code, message, outcome, remedy, rule, trace } = decision;
  return (
    <section aria-label="Decision">
      <p class={`verdict ${outcome}`} role="status">
        <strong>{OUTCOMES[outcome]}</strong> <code>{code}</code> {message}{" "}
        {rule !== undefined && (
          <button type="button" onClick={onPoint}>
            Show the statement
          </button>
        )}
      </p>
      {remedy?.maxAmount !== undefined && (
        <p>
          {remedy.maxAmount} would pass.{" "}
          <button type="button" onClick={() => onTake({ amount: remedy.maxAmount as string })}>
            Take it
          </button>
        </p>
      )}
      {remedy?.retryAt !== undefined && (
        <p>
          This payment would pass at {remedy.retryAt}.{" "}
          <button type="button" onClick={() => onTake({ at: remedy.retryAt as string })}>
            Go there
          </button>
        </p>
      )}
      <ol class="checks" aria-label="The ten checks">
        {trace.map(({ check, note, result }, index) => (
          <li key={check} class={result} style={{ animationDelay: `${index * 60}ms` }}>
            <span class="sign" aria-hidden="true">
              {{ pass: "✓", fail: "✗", skip: "–" }[result]}
            </span>{" "}
            {check} <span class="result">{result}</span> {note}
          </li>
        ))}
      </ol>
    </section>
  );
}
