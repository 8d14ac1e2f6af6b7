import { type CompiledPolicy, compilePolicy, type EngineOptions } from "@spendrail/engine";
import { type Decision, formatInstant, type Rule, type SpendingPolicy } from "@spendrail/model";
import type { Shape } from "./shape.js";

/** The smallest amount that a payment can have. */
export const SMALLEST = "0.000000000000000001";

/** More than any reserve. */
const AMPLE = "100000000000000000";

/** What the evaluator says of the smallest payment of a shape, at an instant, with nothing spent before and ample money. */
export function probe(compiled: CompiledPolicy, { facts, known }: Shape, atMs: number): Decision {
  const currency = compiled.policy?.currency ?? "";
  const stated = { id: "probe", account: "agent", amount: SMALLEST, currency, driftScore: "0", ...facts };
  const payment = { ...stated, at: formatInstant(atMs) };
  const totals = compiled.needs(payment).totals.map(() => ({ money: 0n, amount: 0n, count: 0 }));
  const decision = compiled.decide(payment, {
    totals,
    balance: AMPLE,
    ...(facts.merchant === undefined ? {} : { knownMerchant: known }),
  });
  if (decision.code === "payment_invalid" || decision.code === "internal_error") throw new Error(decision.message);
  return decision;
}

/**
 * Whether a rule's selector and exception take a shape in, whatever the time, as the evaluator matches them for limits:
 * for each shape, by its position.
 */
export function selections(rule: Rule, shapes: readonly Shape[], policy: SpendingPolicy, options: EngineOptions) {
  const on = "on" in rule ? rule.on : undefined;
  const { missing: _, ...matching } = options;
  const selecting: Rule = {
    kind: "velocity",
    per: "lifetime",
    max: 0,
    ...(on === undefined ? {} : { on }),
    ...(rule.except === undefined ? {} : { except: rule.except }),
  };
  const compiled = compilePolicy({ version: 1, currency: policy.currency, rules: [selecting] }, matching);
  if (on === undefined && rule.except === undefined) return shapes.map(() => true);
  return shapes.map((shape) => probe(compiled, shape, 0).outcome === "deny");
}

/** As `selections`, once for all rules that have the same selector and exception. */
export function rememberSelections(shapes: readonly Shape[], policy: SpendingPolicy, options: EngineOptions) {
  const known = new Map<string, readonly boolean[]>();
  return (rule: Rule): readonly boolean[] => {
    const key = JSON.stringify(["on" in rule ? rule.on : undefined, rule.except]);
    const taken = known.get(key) ?? selections(rule, shapes, policy, options);
    known.set(key, taken);
    return taken;
  };
}
