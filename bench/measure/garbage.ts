import { median } from "./statistics.ts";
import { loopOf, type Subject } from "./subject.ts";

const CALLS = 4_000;

/**
 * Bytes that one call leaves on the heap, the result included. Needs `--expose-gc` and a young generation
 * (`--max-semi-space-size`) that holds what the calls leave, so that nothing is collected while it is counted.
 */
export function garbageOf(subject: Subject): number {
  const loop = loopOf(subject);
  globalThis.gc?.();
  // After a collection code is optimized anew. What is collected in between makes a sample negative, and no median.
  loop(300_000, 0);
  const samples = Array.from({ length: 15 }, () => {
    const before = process.memoryUsage().heapUsed;
    loop(CALLS, 0);
    return (process.memoryUsage().heapUsed - before) / CALLS;
  });
  return median(samples);
}
