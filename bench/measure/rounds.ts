import { median, quantile, sorted } from "./statistics.ts";
import { type Loop, loopOf, type Subject } from "./subject.ts";

/** How long to measure. */
export interface Effort {
  readonly rounds: number;
  /** Milliseconds of each subject in each round. */
  readonly roundMs: number;
  /** Single calls that are timed for the 99th percentile. */
  readonly calls: number;
}

export interface Measured {
  readonly name: string;
  /** Nanoseconds a call, one value for each round, the collector's work included. */
  readonly rounds: readonly number[];
  readonly medianNs: number;
  /** 99th percentile of single calls, less what reading the clock takes. */
  readonly p99Ns: number;
}

const MS = 1_000_000;
const WARM_UP = 20;

/**
 * Times subjects side by side: in every round each of them runs for a while, in an order that changes from round to
 * round, so that what else the machine does falls on all of them alike.
 */
export function measureRounds(subjects: readonly Subject[], { rounds, roundMs, calls }: Effort): Measured[] {
  const loops = subjects.map(loopOf);
  // First for the compiler, which takes its time in threads of its own; what it does is not to be measured.
  for (const loop of loops) callsIn(roundMs * WARM_UP, loop);
  const times = loops.map((loop) => callsIn(roundMs, loop));
  const results = subjects.map((): number[] => []);
  for (let round = 0; round < rounds; round += 1) {
    for (let place = 0; place < subjects.length; place += 1) {
      const index = (place + round) % subjects.length;
      const count = times[index]!;
      results[index]!.push(timed(() => loops[index]!(count, round * count)) / count);
    }
  }
  const clock = median(singleCalls({ name: "clock", run: () => 0 }, calls));
  return subjects.map((subject, index) => ({
    name: subject.name,
    rounds: results[index]!,
    medianNs: median(results[index]!),
    p99Ns: Math.max(0, quantile(sorted(singleCalls(subject, calls)), 0.99) - clock),
  }));
}

/** How many calls take so long. */
function callsIn(ms: number, loop: Loop): number {
  let count = 8;
  let elapsed = 0;
  while (elapsed < ms) {
    count *= 2;
    elapsed = timed(() => loop(count, 0)) / MS;
  }
  return Math.max(1, Math.round((count * ms) / elapsed));
}

/** Nanoseconds of processor time, the collector's threads included: on a busy machine, others' turns do not count. */
export function timed(work: () => unknown): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) * 1000;
}

function singleCalls({ run }: Subject, calls: number): Float64Array {
  const each = new Float64Array(calls);
  for (let call = 0; call < calls; call += 1) {
    const start = performance.now();
    run(call);
    each[call] = (performance.now() - start) * MS;
  }
  return each;
}
