import { authorize, createLedger } from "@spendrail/ledger";
import type { Runner, Subject } from "../conformance.js";
import { daily, onBench, payment } from "../workbench.js";

/** Payments that race for the same money: exactly as many win as there is money for. */
export function raceCases(subject: Subject, { describe, it, expect }: Runner): void {
  const racers = subject.effort?.racers ?? 64;
  describe("payments that race", () => {
    it(`${racers} payments for the last dollar: one wins`, () =>
      onBench(subject, async ({ ledger }) => {
        const answers = await Promise.all(
          Array.from({ length: racers }, (_, n) => authorize(ledger, daily("1"), payment(`p${n}`, "1"))),
        );
        const outcomes = answers.map(({ outcome }) => outcome).sort();
        expect(outcomes).toEqual(["approved", ...Array<string>(racers - 1).fill("denied")]);
      }));

    it("the same payment by many callers at once is held once, and all get the same answer", () =>
      onBench(subject, async ({ ledger, store, clock }) => {
        const second = createLedger((await subject.reopen?.(store)) ?? store, { clock: () => clock.nowMs });
        const answers = await Promise.all(
          Array.from({ length: racers }, (_, n) =>
            authorize(n % 2 ? ledger : second, daily("100"), payment("p", "60")),
          ),
        );
        for (const answer of answers) expect(answer).toEqual(answers[0]);
        expect(answers[0]).toMatchObject({ outcome: "approved" });
        expect(await authorize(ledger, daily("100"), payment("q", "40"))).toMatchObject({ outcome: "approved" });
        if (subject.reopen !== undefined) await second.close();
      }));
  });
}
