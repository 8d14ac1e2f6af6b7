import { compilePolicy, createMemoryHistory, evaluate } from "@spendrail/engine";
import { plainPayment } from "../floors/plain.ts";
import type { Effort } from "../measure/rounds.ts";
import { median, ratioOf } from "../measure/statistics.ts";
import { casbin } from "../peers/casbin.ts";
import { casl } from "../peers/casl.ts";
import { cedar } from "../peers/cedar.ts";
import { jsonRulesEngine } from "../peers/json-rules-engine.ts";
import type { Question } from "../peers/peer.ts";
import { rateLimiterFlexible } from "../peers/rate-limiter-flexible.ts";
import type { Findings } from "../report/result.ts";
import {
  approvedPayments,
  BALANCE,
  blockedPayments,
  earlierSpends,
  exceedingPayments,
  POLICY,
  POOL,
} from "../workload/policy-p.ts";

const PEERS = [casl, casbin, jsonRulesEngine, cedar, rateLimiterFlexible];
const TOTALS = { day: 490, week: 1372, month: 4753, total: 49_000 };

/** Payment A beside libraries that people would use instead, each doing as much of policy P as it can. */
export async function peers({ rounds }: Effort): Promise<Findings> {
  const calls = rounds > 5 ? 2000 : 50;
  const payments = approvedPayments();
  const questions = payments.map(questionOf);
  for (const peer of PEERS) await assertOutcomes(peer.allows, peer.name);

  const compiled = compilePolicy(POLICY);
  const history = createMemoryHistory();
  for (const spend of earlierSpends()) history.record(spend);
  const context = { history, account: { balance: BALANCE.text } };
  const times: number[][] = [[], ...PEERS.map((): number[] => [])];
  for (let round = -2; round < rounds; round += 1) {
    const ours = await timed(calls, (turn) => evaluate(compiled, payments[turn & (POOL - 1)], context));
    if (round >= 0) times[0]!.push(ours);
    for (const [index, peer] of PEERS.entries()) {
      const theirs = await timed(calls, (turn) => peer.allows(questions[turn & (POOL - 1)]!));
      if (round >= 0) times[index + 1]!.push(theirs);
    }
  }
  return {
    results: [
      { name: "Spendrail evaluate", unit: "ns", value: median(times[0]!) },
      ...PEERS.map(({ name }, index) => {
        const ratio = ratioOf(times[0]!, times[index + 1]!);
        return { name: `Spendrail / ${name}`, unit: "ratio" as const, value: ratio.median, ...ratio, atMost: 1 };
      }),
    ],
    notes: PEERS.map(({ name, cannot }) => `${name}: ${cannot}`),
  };
}

function questionOf(payment: Parameters<typeof plainPayment>[0]): Question {
  return { ...plainPayment(payment), totals: TOTALS, balance: BALANCE.number };
}

async function assertOutcomes(allows: (question: Question) => boolean | Promise<boolean>, name: string): Promise<void> {
  const cases = [
    [approvedPayments(), true],
    [blockedPayments(), false],
    [exceedingPayments(), false],
  ] as const;
  for (const [payments, expected] of cases) {
    for (const payment of payments.slice(0, 50)) {
      const answer = await allows(questionOf(payment));
      if (answer !== expected) throw new Error(`${name} says ${answer} to ${JSON.stringify(payment)}`);
    }
  }
}

/** Nanoseconds a call; only what is a promise is waited for. */
async function timed(calls: number, work: (turn: number) => unknown): Promise<number> {
  const start = process.cpuUsage();
  for (let turn = 0; turn < calls; turn += 1) {
    const result = work(turn);
    if (result instanceof Promise) await result;
  }
  const { user, system } = process.cpuUsage(start);
  return ((user + system) * 1000) / calls;
}
