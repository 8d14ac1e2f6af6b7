import { compilePolicy, createMemoryHistory, evaluate } from "@spendrail/engine";
import { RingHistory } from "../floors/ring-history.ts";
import { type Effort, measureRounds } from "../measure/rounds.ts";
import { ratioOf } from "../measure/statistics.ts";
import type { Findings } from "../report/result.ts";
import { approvedPayments, BALANCE, earlierSpends, POLICY, POOL } from "../workload/policy-p.ts";

/** Recording beside the floor's ring buffer; decisions with many spends beside few; what each spend keeps; a flat heap. */
export function history(effort: Effort, isSmoke: boolean): Findings {
  const many = isSmoke ? 10_000 : 1_000_000;
  const decisions = isSmoke ? 20_000 : 10_000_000;
  const compiled = compilePolicy(POLICY);
  const payments = approvedPayments();
  const account = { balance: BALANCE.text };
  const filled = (count: number) => {
    const before = heapUsed();
    const made = createMemoryHistory();
    for (const spend of earlierSpends(count)) made.record(spend);
    evaluate(compiled, payments[0], { history: made, account });
    return { made, bytes: (heapUsed() - before) / count };
  };
  const few = filled(100);
  const large = filled(many);
  const decisionIn = (name: string, { made }: typeof few) => {
    const context = { history: made, account };
    const run = (turn: number) => evaluate(compiled, payments[turn & (POOL - 1)], context);
    if (run(0).outcome !== "approve") throw new Error(`with ${name} spends: ${run(0).message}`);
    return { name, run };
  };
  const [inFew, inMany] = measureRounds([decisionIn("few", few), decisionIn("many", large)], effort);
  const [engine, ring] = measureRounds(recorders(), effort);
  const before = heapUsed();
  const { run } = decisionIn("flat", few);
  for (let turn = 0; turn < decisions; turn += 1) run(turn);
  const grown = heapUsed() - before;
  const growth = ratioOf(inMany!.rounds, inFew!.rounds);
  const recording = ratioOf(engine!.rounds, ring!.rounds);
  return {
    results: [
      { name: `decision with ${many} spends / with 100`, unit: "ratio", value: growth.median, ...growth, atMost: 1.5 },
      { name: "recording / ring buffer", unit: "ratio", value: recording.median, ...recording, atMost: 4 },
      { name: "kept for each spend, payment included", unit: "bytes", value: large.bytes },
      { name: `heap grown over ${decisions} decisions`, unit: "bytes", value: grown, atMost: 1_000_000 },
    ],
    notes: ["the payment itself is kept beside the totals: another rule may ask for another sum of it later"],
  };
}

function heapUsed(): number {
  globalThis.gc?.();
  const { arrayBuffers, heapUsed } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** A recorder of either kind, made anew after as many spends as the ring holds. */
function recorders() {
  const spends = earlierSpends(POOL * 8);
  let made = createMemoryHistory();
  let ring = new RingHistory(spends.length);
  const compiled = compilePolicy(POLICY);
  return [
    {
      name: "engine",
      run: (turn: number) => {
        const place = turn % spends.length;
        if (place === 0) {
          made = createMemoryHistory();
          evaluate(compiled, spends[0], { history: made });
        }
        return made.record(spends[place]);
      },
    },
    {
      name: "ring",
      run: (turn: number) => {
        const place = turn % spends.length;
        if (place === 0) ring = new RingHistory(spends.length);
        ring.record(spends[place]!);
      },
    },
  ];
}
