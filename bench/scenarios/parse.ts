import { parsePolicy } from "@spendrail/language";
import { type Effort, measureRounds } from "../measure/rounds.ts";
import type { Findings } from "../report/result.ts";

const STATEMENTS = [
  "Max 50 USD per transaction",
  "Max 500 USD per day",
  "Only allow payments to openai.com and anthropic.com",
  "Block MCC 7995",
  "Require approval above 40 USD",
];

/** Text to policy, warm: how the cost of a statement grows with their number. */
export function parse(effort: Effort, isSmoke: boolean): Findings {
  const sizes = isSmoke ? [5, 50] : [5, 50, 500, 5000];
  const subjects = sizes.map((size) => {
    const text = Array.from({ length: size }, (_, index) =>
      STATEMENTS[index % 5]!.replace(/\d+ USD/, `${100 + index} USD`),
    ).join("\n");
    const parsed = parsePolicy(text);
    if (!parsed.ok) throw new Error(parsed.diagnostics.map(({ message }) => message).join(" "));
    return { name: `${size}`, run: () => parsePolicy(text) };
  });
  const points = measureRounds(subjects, { ...effort, rounds: Math.min(effort.rounds, 9), calls: 20 }).map(
    ({ medianNs }, index) => ({ size: sizes[index]!, ns: medianNs / sizes[index]! }),
  );
  return {
    results: [
      { name: "a statement of 5", unit: "ns", value: points[0]!.ns },
      {
        name: `a statement of ${points.at(-1)!.size} / of 5`,
        unit: "ratio",
        value: points.at(-1)!.ns / points[0]!.ns,
        ...(isSmoke ? {} : { atMost: 1.5 }),
      },
    ],
    growth: [{ name: "One statement, by statements in the policy", size: "statements in the policy", points }],
  };
}
