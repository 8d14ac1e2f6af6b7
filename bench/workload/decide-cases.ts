import { deepStrictEqual } from "node:assert";
import { compilePolicy, createMemoryHistory, evaluate, type Facts } from "@spendrail/engine";
import type { Payment } from "@spendrail/model";
import { composite } from "../floors/composite.ts";
import { floor } from "../floors/floor.ts";
import { floorTrace } from "../floors/floor-trace.ts";
import { plainPayment } from "../floors/plain.ts";
import { RingHistory } from "../floors/ring-history.ts";
import type { Subject } from "../measure/subject.ts";
import {
  approvedPayments,
  BALANCE,
  blockedPayments,
  earlierSpends,
  exceedingPayments,
  POLICY,
  POOL,
} from "./policy-p.ts";

/** One kind of payment under policy P, with what each way of deciding makes of it. */
export interface DecideCase {
  readonly name: "A" | "D1" | "D2";
  readonly expected: { readonly outcome: string; readonly check: string; readonly failing: number };
  readonly subjects: readonly Subject[];
}

const CASES = [
  { name: "A", payments: approvedPayments, expected: { outcome: "approve", check: "approval", failing: 10 } },
  { name: "D1", payments: blockedPayments, expected: { outcome: "deny", check: "mcc", failing: 2 } },
  { name: "D2", payments: exceedingPayments, expected: { outcome: "deny", check: "windows", failing: 5 } },
] as const;

/** Prepares policy P with its history and asserts that every way gives the outcome that the case is about. */
export function decideCases(names: readonly string[] = CASES.map(({ name }) => name)): DecideCase[] {
  const spends = earlierSpends();
  const compiled = compilePolicy(POLICY);
  const history = createMemoryHistory();
  const ring = new RingHistory(spends.length);
  for (const spend of spends) {
    if (!history.record(spend).ok) throw new Error("the workload holds a spend that cannot be recorded");
    ring.record(spend);
  }
  const account = { balance: BALANCE.text };
  const context = { history, account };
  const balanceCents = Math.round(BALANCE.number * 100);

  return CASES.filter(({ name }) => names.includes(name)).map(({ name, payments: make, expected }) => {
    const payments = make();
    const plain = payments.map(plainPayment);
    const facts = payments.map((payment): Facts => {
      const lookup = history.facts.bind(history);
      return { ...lookup(compiled.needs(payment)), ...account, lookup };
    });
    const atMs = Date.parse(payments[0]!.at);
    const totals = {
      day: ring.spent(0, atMs) / 100,
      week: ring.spent(1, atMs) / 100,
      month: ring.spent(2, atMs) / 100,
      total: ring.total / 100,
    };
    const at = (turn: number) => turn & (POOL - 1);
    const subjects: Subject[] = [
      { name: "evaluate", run: (turn) => evaluate(compiled, payments[at(turn)], context) },
      { name: "decide", run: (turn) => compiled.decide(payments[at(turn)], facts[at(turn)]!) },
      { name: "floor", run: (turn) => floor(plain[at(turn)]!, totals, BALANCE.number) },
      { name: "floor+trace", run: (turn) => floorTrace(plain[at(turn)]!, totals, BALANCE.number) },
      { name: "composite", run: (turn) => composite(payments[at(turn)]!, ring, balanceCents) },
    ];
    payments.forEach((payment, turn) => {
      for (const subject of subjects) assertOutcome(subject, turn, expected, payment);
    });
    return { name, expected, subjects };
  });
}

function assertOutcome(subject: Subject, turn: number, expected: DecideCase["expected"], payment: Payment): void {
  const result = subject.run(turn);
  const what = `${subject.name} on ${JSON.stringify(payment)}`;
  if (typeof result === "number") {
    deepStrictEqual(result, expected.failing, what);
    return;
  }
  const { outcome, check, trace } = result as { outcome: string; check: string; trace: { check: string }[] };
  const { failing } = expected;
  deepStrictEqual({ outcome, check }, { outcome: expected.outcome, check: expected.check }, what);
  deepStrictEqual(trace.length, Math.min(10, failing + 1), what);
}
