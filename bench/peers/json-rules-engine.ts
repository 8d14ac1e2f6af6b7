import { Engine } from "json-rules-engine";
import { BLOCKED_MCCS, MERCHANTS, SCOPES } from "../floors/plain.ts";
import type { Peer, Question } from "./peer.ts";

const engine = new Engine();
engine.addRule({
  conditions: {
    all: [
      { fact: "amount", operator: "greaterThan", value: 0 },
      { fact: "scope", operator: "in", value: [...SCOPES] },
      { fact: "mcc", operator: "notIn", value: [...BLOCKED_MCCS] },
      { fact: "amount", operator: "lessThanInclusive", value: 50 },
      { fact: "total", operator: "lessThanInclusive", value: 100_000 },
      { fact: "day", operator: "lessThanInclusive", value: 500 },
      { fact: "week", operator: "lessThanInclusive", value: 2000 },
      { fact: "month", operator: "lessThanInclusive", value: 8000 },
      { fact: "left", operator: "greaterThanInclusive", value: 0 },
      { fact: "merchant", operator: "in", value: [...MERCHANTS] },
      { fact: "driftScore", operator: "lessThanInclusive", value: 0.5 },
      { fact: "amount", operator: "lessThanInclusive", value: 40 },
    ],
  },
  event: { type: "approve" },
});

export const jsonRulesEngine: Peer = {
  name: "json-rules-engine",
  cannot: "adds nothing up: its user hands in each sum with the payment included, as floats; asynchronous",
  async allows({ totals, balance, ...payment }: Question) {
    const { events } = await engine.run({
      ...payment,
      day: totals.day + payment.amount,
      week: totals.week + payment.amount,
      month: totals.month + payment.amount,
      total: totals.total + payment.amount,
      left: balance - payment.amount,
    });
    return events.length === 1;
  },
};
