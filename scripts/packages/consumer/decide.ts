import { createMemoryHistory, type Decision, evaluate, readPolicy, type SpendingPolicy } from "spendrail";

function policy(): SpendingPolicy {
  const read = readPolicy({
    version: 1,
    currency: "USD",
    rules: [{ kind: "limit", per: "transaction", max: "50" }],
  });
  if (!read.ok) throw new Error(read.issues.map(({ path, message }) => `${path}: ${message}`).join("\n"));
  return read.policy;
}

/** The outcome and code of two payments, a line each: one that passes, and one above the limit. */
export function decisions(): string {
  const history = createMemoryHistory();
  return ["50", "50.01"]
    .map((amount, index): Decision => {
      const payment = { id: `p${index}`, account: "agent", amount, merchant: "openai.com", at: "2026-03-02T09:00:00Z" };
      return evaluate(policy(), payment, { history });
    })
    .map(({ outcome, code }) => `${outcome} ${code}\n`)
    .join("");
}
