import { garbageOf } from "./measure/garbage.ts";
import { measureRounds } from "./measure/rounds.ts";
import { ratioOf } from "./measure/statistics.ts";
import { decideCases } from "./scenarios/decide.ts";

for (const { name, subjects } of decideCases()) {
  const measured = measureRounds(subjects, { rounds: 21, roundMs: 8, calls: 20_000 });
  const base = measured.find((m) => m.name === "floor+trace")!;
  for (const [index, m] of measured.entries()) {
    const r = ratioOf(m.rounds, base.rounds);
    process.stdout.write(
      `${name.padEnd(3)} ${m.name.padEnd(14)} ${m.medianNs.toFixed(0).padStart(7)} ns  p99 ${m.p99Ns.toFixed(0).padStart(6)} ns  ${garbageOf(subjects[index]!).toFixed(0).padStart(6)} bytes  x${r.median.toFixed(2)} (${r.from.toFixed(2)}-${r.to.toFixed(2)})\n`,
    );
  }
}
