import { preparsePolicySet, statefulIsAuthorized } from "@cedar-policy/cedar-wasm/nodejs";
import type { Peer, Question } from "./peer.ts";

const POLICY = `
permit(principal, action == Action::"pay", resource) when {
  context.amount > 0 && context.amount <= 4000 &&
  ["compute", "data"].contains(context.scope) &&
  !["7995", "7801", "7802", "5967"].contains(context.mcc) &&
  context.total + context.amount <= 10000000 &&
  context.day + context.amount <= 50000 &&
  context.week + context.amount <= 200000 &&
  context.month + context.amount <= 800000 &&
  context.amount <= context.balance &&
  ["openai.com", "anthropic.com", "aws.amazon.com", "github.com"].contains(context.merchant) &&
  context.drift <= 50
};
`;

const prepared = preparsePolicySet("p", { staticPolicies: POLICY });
if (prepared.type !== "success") throw new Error(JSON.stringify(prepared));

const cents = (amount: number) => Math.round(amount * 100);

export const cedar: Peer = {
  name: "@cedar-policy/cedar-wasm (stateful)",
  cannot: "adds no windows up: its user hands in what is spent, in whole cents; yes or no, no approval, no trace",
  allows({ totals, ...payment }: Question) {
    const answer = statefulIsAuthorized({
      principal: { type: "Account", id: "agent-7" },
      action: { type: "Action", id: "pay" },
      resource: { type: "Merchant", id: payment.merchant },
      context: {
        amount: cents(payment.amount),
        merchant: payment.merchant,
        mcc: payment.mcc,
        scope: payment.scope,
        drift: cents(payment.driftScore),
        day: cents(totals.day),
        week: cents(totals.week),
        month: cents(totals.month),
        total: cents(totals.total),
        balance: cents(payment.balance),
      },
      preparsedPolicySetId: "p",
      entities: [],
    });
    return answer.type === "success" && answer.response.decision === "allow";
  },
};
