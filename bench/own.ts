import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { compilePolicy, createMemoryHistory, evaluate } from "@spendrail/engine";
import { parsePolicy } from "@spendrail/language";
import type { SpendingPolicy } from "@spendrail/model";
import { quantile, sorted } from "./measure/statistics.ts";

const ROUNDS = 50;

/**
 * The latency of deciding payments of a file, in its order, each recorded when it passes.
 *
 * @param policyFile a policy in English, or as JSON
 * @param paymentsFile one payment a line, as JSON
 */
export function ownLatency(policyFile: string, paymentsFile: string): string {
  const compiled = compilePolicy(readPolicyFile(policyFile));
  const payments = textOf(paymentsFile)
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line): unknown => JSON.parse(line));
  const times: number[] = [];
  const outcomes = new Map<string, number>();
  for (let round = 0; round < ROUNDS; round += 1) {
    const history = createMemoryHistory();
    for (const payment of payments) {
      const start = performance.now();
      const { outcome } = evaluate(compiled, payment, { history });
      const elapsed = performance.now() - start;
      if (outcome !== "deny") history.record(payment);
      if (round > 0) times.push(elapsed * 1000);
      if (round === 0) outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    }
  }
  const inOrder = sorted(times);
  const at = (share: number) => `${quantile(inOrder, share).toFixed(1)} µs`;
  const counts = [...outcomes].map(([outcome, count]) => `${outcome} ${count}`).join(", ");
  return [
    `${payments.length} payments, ${ROUNDS - 1} times: ${counts}`,
    `  median ${at(0.5)}, 90 % ${at(0.9)}, 99 % ${at(0.99)}, 99.9 % ${at(0.999)}, most ${at(1)}`,
    "",
  ].join("\n");
}

function readPolicyFile(file: string): SpendingPolicy {
  const text = textOf(file);
  if (text.trimStart().startsWith("{")) return JSON.parse(text);
  const parsed = parsePolicy(text);
  if (parsed.ok) return parsed.policy;
  throw new Error(`${file}: ${parsed.diagnostics.map(({ message }) => message).join(" ")}`);
}

/** npm runs its scripts in the workspace's folder; files are named from where the user stands. */
function textOf(file: string): string {
  return readFileSync(resolve(process.env.INIT_CWD ?? process.cwd(), file), "utf8");
}
