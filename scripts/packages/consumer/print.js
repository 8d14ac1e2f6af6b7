import { createMemoryHistory, evaluate, readPolicy } from "spendrail";

const read = readPolicy({ version: 1, currency: "USD", rules: [{ kind: "limit", per: "transaction", max: "50" }] });
const history = createMemoryHistory();
for (const amount of ["50", "50.01"]) {
  const payment = { id: amount, account: "agent", amount, merchant: "openai.com", at: "2026-03-02T09:00:00Z" };
  const { outcome, code } = evaluate(read.policy, payment, { history });
  process.stdout.write(`${outcome} ${code}\n`);
}
