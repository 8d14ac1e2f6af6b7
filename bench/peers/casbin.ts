import { newEnforcer, newModelFromString } from "casbin";
import type { Peer, Question } from "./peer.ts";

const MODEL = `
[request_definition]
r = payment
[policy_definition]
p = merchant, scope
[policy_effect]
e = some(where (p.eft == allow))
[matchers]
m = r.payment.merchant == p.merchant && r.payment.scope == p.scope && !(r.payment.mcc in ("7995", "7801", "7802", "5967")) && r.payment.amount > 0 && r.payment.amount <= 40 && r.payment.amount <= r.payment.balance && r.payment.driftScore <= 0.5 && r.payment.totals.day + r.payment.amount <= 500 && r.payment.totals.week + r.payment.amount <= 2000 && r.payment.totals.month + r.payment.amount <= 8000 && r.payment.totals.total + r.payment.amount <= 100000
`;

const enforcer = await newEnforcer(newModelFromString(MODEL));
for (const merchant of ["openai.com", "anthropic.com", "aws.amazon.com", "github.com"]) {
  for (const scope of ["compute", "data"]) await enforcer.addPolicy(merchant, scope);
}

export const casbin: Peer = {
  name: "casbin",
  cannot: "adds no windows up: its user hands in what is spent, as floats; yes or no, no approval, no trace",
  allows: (question: Question) => enforcer.enforceSync(question),
};
