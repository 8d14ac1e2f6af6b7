import { authorize, type Ledger, type Settlement } from "@spendrail/ledger";
import { formatInstant } from "@spendrail/model";
import type { Runner, Subject } from "../conformance.js";
import { DAY_MS, onBench, payment, policy } from "../workbench.js";

const asks = (max: string) =>
  policy({ kind: "limit", per: { type: "anchored", duration: "P1D" }, max }, { kind: "approval", above: "50" });
const SIXTY = "agent/p";
const NAME = { account: "agent", payment: "p" };

/** Every step on a payment that waits for people, and on one that they or the policy turned down. */
export function waitingCases(subject: Subject, { describe, it, expect }: Runner): void {
  describe("the life of a payment that waits", () => {
    const inState: [string, (ledger: Ledger) => Promise<unknown>, Record<string, string>][] = [
      [
        "pending",
        async () => undefined,
        {
          capture: "wrong_state",
          refund: "over_captured",
          void: "voided",
          reject: "rejected",
          expire: "expired",
          approve: "approved",
        },
      ],
      [
        "denied",
        (ledger) => ledger.setPolicy({ account: "agent", policy: asks("59"), by: "owner" }),
        {
          capture: "wrong_state",
          refund: "over_captured",
          void: "wrong_state",
          reject: "wrong_state",
          expire: "denied",
          approve: "wrong_state",
        },
      ],
      [
        "rejected",
        (ledger) => ledger.reject({ approval: SIXTY, by: "boss" }),
        {
          capture: "wrong_state",
          refund: "over_captured",
          void: "wrong_state",
          reject: "rejected",
          expire: "rejected",
          approve: "wrong_state",
        },
      ],
    ];
    for (const [state, reach, gives] of inState) {
      for (const [step, result] of Object.entries(gives)) {
        it(`${state}: ${step} gives ${result}`, () =>
          onBench(subject, async ({ ledger, clock }) => {
            await ledger.setPolicy({ account: "agent", policy: asks("100"), by: "owner" });
            await authorize(ledger, undefined, payment("p", "60"));
            await reach(ledger);
            expect(await take(ledger, step, clock)).toEqual(result);
            expect(await ledger.verifyHistory("agent")).toMatchObject({ history: "intact" });
            const isHeld = state === "pending" && ["capture", "refund", "approve"].includes(step);
            expect(
              await authorize(ledger, undefined, payment("q", "45", { at: formatInstant(clock.nowMs) })),
            ).toMatchObject({
              outcome: isHeld ? "denied" : "approved",
            });
          }));
      }
    }
  });
}

/** Takes a step on the payment of sixty; the state it gives, or the code with which it is refused. */
async function take(ledger: Ledger, step: string, clock: { nowMs: number }): Promise<string> {
  const stateOf = (answer: Settlement) => (answer.ok ? answer.spend.state : answer.error.code);
  switch (step) {
    case "capture":
      return stateOf(await ledger.capture(NAME));
    case "refund":
      return stateOf(await ledger.refund(NAME));
    case "void":
      return stateOf(await ledger.void(NAME));
    case "reject":
      return stateOf(await ledger.reject({ approval: SIXTY, by: "boss" }));
    case "expire":
      clock.nowMs += DAY_MS;
      await ledger.expire();
      return stateOf(await ledger.spend(NAME));
    default: {
      const answer = await ledger.approve({ approval: SIXTY, approver: "boss" });
      return answer.outcome === "failed" ? answer.error.code : answer.outcome;
    }
  }
}
