import { AbilityBuilder, createMongoAbility, subject } from "@casl/ability";
import { BLOCKED_MCCS, MERCHANTS, SCOPES } from "../floors/plain.ts";
import type { Peer, Question } from "./peer.ts";

const { can, cannot, build } = new AbilityBuilder(createMongoAbility);
can("pay", "Payment", { merchant: { $in: [...MERCHANTS] }, scope: { $in: [...SCOPES] } });
cannot("pay", "Payment", { mcc: { $in: [...BLOCKED_MCCS] } });
cannot("pay", "Payment", { amount: { $gt: 50 } });
cannot("pay", "Payment", { amount: { $gt: 40 } });
cannot("pay", "Payment", { driftScore: { $gt: 0.5 } });
cannot("pay", "Payment", { day: { $gt: 500 } });
cannot("pay", "Payment", { week: { $gt: 2000 } });
cannot("pay", "Payment", { month: { $gt: 8000 } });
cannot("pay", "Payment", { total: { $gt: 100_000 } });
cannot("pay", "Payment", { left: { $lt: 0 } });
const ability = build();

export const casl: Peer = {
  name: "@casl/ability",
  cannot:
    "adds nothing up: its user hands in each sum with the payment included, as floats; yes or no, no approval, no trace",
  allows: ({ totals, balance, ...payment }: Question) =>
    ability.can(
      "pay",
      subject("Payment", {
        ...payment,
        day: totals.day + payment.amount,
        week: totals.week + payment.amount,
        month: totals.month + payment.amount,
        total: totals.total + payment.amount,
        left: balance - payment.amount,
      }),
    ),
};
