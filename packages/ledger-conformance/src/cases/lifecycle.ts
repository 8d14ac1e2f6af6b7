import { authorize, type Ledger, type Settlement } from "@spendrail/ledger";
import type { Runner, Subject } from "../conformance.js";
import { DAY_MS, daily, onBench, payment, policy } from "../workbench.js";

type Step = "capture" | "part" | "void" | "refund" | "expire";

/** What each step does to a spend of 60 in each state, or the code with which it is refused. */
const TRANSITIONS: Readonly<Record<string, { path: readonly Step[]; gives: Readonly<Record<Step, string>> }>> = {
  held: {
    path: [],
    gives: { capture: "captured", part: "held", void: "voided", refund: "over_captured", expire: "expired" },
  },
  "held, part captured": {
    path: ["part"],
    gives: { capture: "captured", part: "held", void: "voided", refund: "held", expire: "expired" },
  },
  captured: {
    path: ["capture"],
    gives: { capture: "wrong_state", part: "wrong_state", void: "wrong_state", refund: "captured", expire: "captured" },
  },
  "captured and refunded": {
    path: ["capture", "refund"],
    gives: {
      capture: "wrong_state",
      part: "wrong_state",
      void: "wrong_state",
      refund: "over_captured",
      expire: "captured",
    },
  },
  voided: {
    path: ["void"],
    gives: {
      capture: "wrong_state",
      part: "wrong_state",
      void: "wrong_state",
      refund: "over_captured",
      expire: "voided",
    },
  },
  "voided, part captured": {
    path: ["part", "void"],
    gives: { capture: "wrong_state", part: "wrong_state", void: "wrong_state", refund: "voided", expire: "voided" },
  },
  expired: {
    path: ["expire"],
    gives: {
      capture: "wrong_state",
      part: "wrong_state",
      void: "wrong_state",
      refund: "over_captured",
      expire: "expired",
    },
  },
};

const NAME = { account: "agent", payment: "p" };
const WEEK_MS = 7 * DAY_MS;

/** Every step in every state of a spend. */
export function lifecycleCases(subject: Subject, { describe, it, expect }: Runner): void {
  describe("the life of a spend", () => {
    for (const [state, { path, gives }] of Object.entries(TRANSITIONS)) {
      for (const [step, result] of Object.entries(gives)) {
        it(`${state}: ${step} gives ${result}`, () =>
          onBench(subject, async ({ ledger, clock }) => {
            await authorize(ledger, daily("100"), payment("p", "60"));
            let id = 0;
            const take = async (one: Step) => resultOf(await takeStep(ledger, one, `step ${id++}`, clock));
            for (const one of path) await take(one);
            expect(await take(step as Step)).toEqual(result);
          }));
      }
    }

    for (const step of ["capture", "void", "refund"] as const) {
      it(`${step} of an unknown payment is not found`, () =>
        onBench(subject, async ({ ledger, clock }) => {
          expect(resultOf(await takeStep(ledger, step, "x", clock))).toEqual("not_found");
        }));

      it(`${step} ten times, one after the other and at once, is taken once`, () =>
        onBench(subject, async ({ ledger, clock }) => {
          await authorize(ledger, daily("100"), payment("p", "60"));
          if (step === "refund") await ledger.capture(NAME);
          const first = await takeStep(ledger, step, "x", clock);
          expect(first).toMatchObject({ ok: true });
          for (let n = 0; n < 9; n += 1) expect(await takeStep(ledger, step, "x", clock)).toEqual(first);
          const atOnce = await Promise.all(Array.from({ length: 10 }, () => takeStep(ledger, step, "x", clock)));
          for (const answer of atOnce) expect(answer).toEqual(first);
        }));
    }

    it("a step's id with other content is refused", () =>
      onBench(subject, async ({ ledger }) => {
        await authorize(ledger, daily("100"), payment("p", "60"));
        expect(await ledger.capture({ ...NAME, id: "a", amount: "10" })).toMatchObject({ ok: true });
        expect(await ledger.capture({ ...NAME, id: "a", amount: "010.00", final: false })).toMatchObject({ ok: true });
        expect(resultOf(await ledger.capture({ ...NAME, id: "a", amount: "11" }))).toEqual("id_conflict");
        expect(resultOf(await ledger.capture({ ...NAME, id: "a", amount: "10", final: true }))).toEqual("id_conflict");
        expect(resultOf(await ledger.refund({ ...NAME, id: "a", amount: "10" }))).toEqual("id_conflict");
        expect(resultOf(await ledger.void({ ...NAME, id: "a" }))).toEqual("id_conflict");
        expect(await authorize(ledger, daily("100"), payment("p", "61"))).toMatchObject({
          outcome: "failed",
          error: { code: "id_conflict", money: "unchanged" },
        });
      }));

    it("no more is captured than is held, and no more refunded than was captured", () =>
      onBench(subject, async ({ ledger }) => {
        await authorize(ledger, daily("100"), payment("p", "60"));
        expect(resultOf(await ledger.capture({ ...NAME, id: "a", amount: "60.000000000000000001" }))).toEqual(
          "over_hold",
        );
        expect(await ledger.capture({ ...NAME, id: "b", amount: "25.5" })).toMatchObject({
          spend: { held: "34.5", captured: "25.5" },
        });
        expect(resultOf(await ledger.refund({ ...NAME, id: "c", amount: "25.51" }))).toEqual("over_captured");
        expect(await ledger.refund({ ...NAME, id: "d", amount: "25.5" })).toMatchObject({
          spend: { refunded: "25.5" },
        });
        for (const amount of ["0", "-1", "1e3", "", "1.0000000000000000001"]) {
          expect(resultOf(await ledger.capture({ ...NAME, id: amount, amount }))).toEqual("invalid");
          expect(resultOf(await ledger.refund({ ...NAME, id: amount, amount }))).toEqual("invalid");
        }
      }));

    it("a spend that was settled for less leaves a sliding window with what was left of it", () =>
      onBench(subject, async ({ ledger, clock }) => {
        const rules = policy({ kind: "limit", per: { type: "sliding", duration: "P1D" }, max: "100" });
        const at = () => new Date(clock.nowMs).toISOString();
        await authorize(ledger, rules, payment("p", "60"));
        await ledger.capture({ ...NAME, amount: "20", final: true });
        clock.nowMs += DAY_MS / 2;
        expect(await authorize(ledger, rules, payment("q", "80", { at: at() }))).toMatchObject({ outcome: "approved" });
        clock.nowMs += DAY_MS / 2;
        expect(await authorize(ledger, rules, payment("r", "20.01", { at: at() }))).toMatchObject({
          outcome: "denied",
        });
        expect(await authorize(ledger, rules, payment("s", "20", { at: at() }))).toMatchObject({ outcome: "approved" });
      }));

    const lifetime = policy({ kind: "limit", per: "lifetime", max: "100" });
    const givesBack: [string, typeof lifetime, (ledger: Ledger) => Promise<unknown>, string, string][] = [
      ["a void gives all back", daily("100"), (ledger) => ledger.void(NAME), "100", "100.01"],
      ["a capture gives nothing back", daily("100"), (ledger) => ledger.capture(NAME), "40", "40.01"],
      [
        "a final capture gives the rest back",
        daily("100"),
        (ledger) => ledger.capture({ ...NAME, amount: "20", final: true }),
        "80",
        "80.01",
      ],
      [
        "a capture of a part gives nothing back",
        daily("100"),
        (ledger) => ledger.capture({ ...NAME, amount: "20" }),
        "40",
        "40.01",
      ],
      ["a refund does not re-open a window", daily("100"), captureAndRefund({}), "40", "40.01"],
      ["a refund re-opens a window when asked to", daily("100"), captureAndRefund({ reopens: true }), "100", "100.01"],
      ["a refund lowers a lifetime total", lifetime, captureAndRefund({}), "100", "100.01"],
    ];
    for (const [name, rules, take, fits, exceeds] of givesBack) {
      it(name, () =>
        onBench(subject, async ({ ledger }) => {
          await authorize(ledger, rules, payment("p", "60"));
          expect(await take(ledger)).toMatchObject({ ok: true });
          expect(await authorize(ledger, rules, payment("q", exceeds))).toMatchObject({ outcome: "denied" });
          expect(await authorize(ledger, rules, payment("r", fits))).toMatchObject({ outcome: "approved" });
        }),
      );
    }
  });
}

function captureAndRefund(options: { reopens?: boolean }) {
  return async (ledger: Ledger) => {
    await ledger.capture(NAME);
    return ledger.refund({ ...NAME, ...options });
  };
}

function resultOf(settlement: Settlement): string {
  return settlement.ok ? settlement.spend.state : settlement.error.code;
}

async function takeStep(ledger: Ledger, step: Step, id: string, clock: { nowMs: number }): Promise<Settlement> {
  switch (step) {
    case "capture":
      return ledger.capture({ ...NAME, id });
    case "part":
      return ledger.capture({ ...NAME, id, amount: "10" });
    case "void":
      return ledger.void({ ...NAME, id });
    case "refund":
      return ledger.refund({ ...NAME, id });
    case "expire": {
      clock.nowMs += WEEK_MS;
      await ledger.expire();
      const spend = await ledger.spend(NAME);
      return spend;
    }
  }
}
