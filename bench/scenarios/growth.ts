import { compilePolicy, createMemoryHistory, evaluate } from "@spendrail/engine";
import type { Rule } from "@spendrail/model";
import { type Effort, measureRounds } from "../measure/rounds.ts";
import type { Findings, Growth } from "../report/result.ts";
import { approvedPayments, BALANCE, earlierSpends, POLICY, POOL } from "../workload/policy-p.ts";

const payments = approvedPayments();
const account = { balance: BALANCE.text };

/** How the cost of a decision grows with the policy and with the past. */
export function growth(effort: Effort, isSmoke: boolean): Findings {
  const upTo = (sizes: readonly number[]) => (isSmoke ? sizes.slice(0, 2) : sizes);
  const spends = createMemoryHistory();
  for (const spend of earlierSpends()) spends.record(spend);
  const charts: Growth[] = [
    {
      name: "One decision, by rules in the policy",
      size: "rules in the policy",
      points: costs(effort, upTo([5, 50, 500, 5000]), (count) => {
        const limits = Array.from(
          { length: count },
          (_, index): Rule => ({
            kind: "limit",
            per: { type: "anchored", duration: `PT${1 + (index % 20)}H` },
            max: `${600 + index}`,
          }),
        );
        return { compiled: compilePolicy({ ...POLICY, rules: limits }), history: spends };
      }),
    },
    {
      name: "One decision, by merchants in an allow list",
      size: "merchants in the allow list",
      points: costs(effort, upTo([10, 100, 1000, 10_000, 100_000]), (count) => {
        const others = Array.from({ length: count - 4 }, (_, index) => `shop${index}.example.com`);
        const rules = POLICY.rules.map(
          (rule): Rule =>
            rule.kind === "allow" && rule.only.merchants !== undefined
              ? { ...rule, only: { merchants: [...rule.only.merchants, ...others].sort() } }
              : rule,
        );
        return { compiled: compilePolicy({ ...POLICY, rules }), history: spends };
      }),
    },
    {
      name: "One decision, by spends in the history",
      size: "spends in the history",
      points: costs(effort, upTo([100, 1000, 10_000, 100_000, 1_000_000]), (count) => {
        const history = createMemoryHistory();
        for (const spend of earlierSpends(count)) history.record(spend);
        return { compiled: compilePolicy(POLICY), history };
      }),
    },
  ];
  const results = charts.map(({ size, points }) => ({
    name: `${points.at(-1)!.size} ${size} / ${points[0]!.size}`,
    unit: "ratio" as const,
    value: points.at(-1)!.ns / points[0]!.ns,
    // A list that is looked up, and sums that are kept: flat. Rules have to be looked at, each of them.
    ...(size.startsWith("rules") || isSmoke ? {} : { atMost: 1.5 }),
  }));
  return { results, growth: charts };
}

function costs(
  effort: Effort,
  sizes: readonly number[],
  prepare: (size: number) => {
    compiled: ReturnType<typeof compilePolicy>;
    history: ReturnType<typeof createMemoryHistory>;
  },
): Growth["points"] {
  const subjects = sizes.map((size) => {
    const { compiled, history } = prepare(size);
    const run = (turn: number) => evaluate(compiled, payments[turn & (POOL - 1)], { history, account });
    const decision = run(0);
    if (decision.outcome !== "approve") throw new Error(`with ${size}: ${decision.message}`);
    return { name: `${size}`, run };
  });
  return measureRounds(subjects, effort).map(({ medianNs }, index) => ({ size: sizes[index]!, ns: medianNs }));
}
