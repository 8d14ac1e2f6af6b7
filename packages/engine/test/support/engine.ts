import { createMemoryHistory, type EvaluationContext, evaluate, type MemoryHistory } from "@spendrail/engine";
import type { Decision, Payment } from "@spendrail/model";
import type { Scenario } from "./scenario.js";

/** A history in memory that holds the spends, recorded in the order given. */
export function recorded(spends: readonly Payment[]): MemoryHistory {
  const history = createMemoryHistory();
  for (const spend of spends) {
    const recording = history.record(spend);
    if (!recording.ok) throw new Error(`a spend was not recorded: ${recording.issues[0]?.message}`);
  }
  return history;
}

/** What the engine is told besides policy and payment. */
export function contextOf({ account, options, history }: Scenario): EvaluationContext {
  return {
    history: recorded(history),
    ...(account === undefined ? {} : { account }),
    ...(options === undefined ? {} : { options }),
  };
}

/** The engine's decision on a scenario. */
export function decide(scenario: Scenario): Decision {
  return evaluate(scenario.policy, scenario.payment, contextOf(scenario));
}
