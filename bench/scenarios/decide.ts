import { garbageOf } from "../measure/garbage.ts";
import { type Effort, measureRounds } from "../measure/rounds.ts";
import { ratioOf } from "../measure/statistics.ts";
import type { Findings, Result } from "../report/result.ts";
import { decideCases } from "../workload/decide-cases.ts";

const BARS: Record<string, number> = { A: 3, D1: 4, D2: 4 };
const MOST_GARBAGE = 600;

/** One decision under policy P: beside the floors, and what it leaves to the collector. */
export function decide(effort: Effort, isSmoke: boolean): Findings {
  const results = decideCases().flatMap(({ name, subjects }) => {
    const measured = measureRounds(subjects, effort);
    const floor = measured.find((each) => each.name === "floor+trace")!;
    return measured.flatMap((each, index): Result[] => {
      const { median, from, to } = ratioOf(each.rounds, floor.rounds);
      const what = `${name} ${each.name}`;
      const ratio: Result = { name: `${what} / floor+trace`, unit: "ratio", value: median, from, to };
      const bytes: Result = {
        name: `${what} garbage`,
        unit: "bytes",
        value: isSmoke ? 0 : garbageOf(subjects[index]!),
      };
      return [
        each.name === floor.name
          ? { ...ratio, name: `${what} median`, unit: "ns", value: each.medianNs }
          : withBar(ratio, name),
        { name: `${what} p99`, unit: "ns", value: each.p99Ns },
        what === "A evaluate" ? { ...bytes, atMost: MOST_GARBAGE } : bytes,
      ];
    });
  });
  const notes = [
    "floor: plain numbers, an integer for a result; floor+trace: the same with a fresh result and a trace entry for each check; composite: reads the amount and the instant from text, looks three windows up in whole cents",
    "none of the three validates the payment, makes a message, figures or a remedy; evaluate does",
  ];
  return { results, notes };
}

function withBar(ratio: Result, name: string): Result {
  if (ratio.name.includes("evaluate")) return { ...ratio, atMost: BARS[name]! };
  return ratio.name.startsWith("A decide") ? { ...ratio, atMost: 2 } : ratio;
}
