import { authorize, createLedger, type Ledger } from "@spendrail/ledger";
import { formatInstant, type Rule } from "@spendrail/model";
import type { Runner, Subject } from "../conformance.js";
import { DAY_MS, daily, onBench, payment, policy, START_MS } from "../workbench.js";

const at = (ms: number) => ({ at: formatInstant(START_MS + ms) });
const WEEK_MS = 7 * DAY_MS;
const ASKED = { approval: "agent/p", approver: "boss" };
const NAME = { account: "agent", payment: "p" };

/** What somebody would try who wants to spend more than is allowed. */
export function hostileCases(subject: Subject, { describe, it, expect }: Runner): void {
  const spentBy = async (ledger: Ledger, account: string, ms = 0) => {
    const summary = await ledger.spendingSummary(account, at(ms).at);
    return summary.ok ? summary.limits.map(({ spent }) => spent) : summary.error.code;
  };

  describe("an attacker", () => {
    it("gains nothing from a process whose clock is behind", () =>
      onBench(subject, async ({ ledger, store, clock }) => {
        const behind = createLedger(store, { clock: () => clock.nowMs - DAY_MS });
        await ledger.setPolicy({ account: "agent", policy: daily("100"), by: "owner" });
        clock.nowMs += DAY_MS;
        await authorize(ledger, undefined, payment("a", "60", at(DAY_MS)));
        expect(await authorize(behind, undefined, payment("b", "41", at(0)))).toMatchObject({ outcome: "denied" });
        expect(await authorize(behind, undefined, payment("c", "40", at(0)))).toMatchObject({
          outcome: "approved",
          hold: at(DAY_MS),
        });
        expect(await authorize(ledger, undefined, payment("d", "1", at(DAY_MS)))).toMatchObject({ outcome: "denied" });
      }));

    it("gains nothing from processes whose clocks differ by more than payments may: each takes only what its own clock allows", () =>
      onBench(subject, async ({ ledger, store, clock }) => {
        const fast = createLedger(store, { clock: () => clock.nowMs + 360_001 });
        const slow = createLedger(store, { clock: () => clock.nowMs - 60_001 });
        await ledger.setPolicy({ account: "agent", policy: daily("100"), by: "owner" });
        const outcomes = async (by: Ledger, ms: number) =>
          (await authorize(by, undefined, payment(`${ms} ${by === fast}`, "1", at(ms)))).outcome;
        expect(await outcomes(fast, 0)).toEqual("denied");
        expect(await outcomes(slow, 0)).toEqual("denied");
        expect(await outcomes(slow, -1)).toEqual("approved");
        expect(await outcomes(fast, 60_001)).toEqual("approved");
        expect(await outcomes(ledger, 60_001)).toEqual("denied");
        expect(await authorize(ledger, undefined, payment("p", "1", at(0)))).toMatchObject({ hold: at(60_001) });
        expect(await ledger.spendingSummary("agent", at(0).at)).toMatchObject(at(60_001));
      }));

    it("cannot spend the budgets of days that are over by dating payments back", () =>
      onBench(subject, async ({ ledger, clock }) => {
        const perDay = policy({ kind: "limit", per: { type: "calendar", unit: "day" }, max: "100" });
        await ledger.setPolicy({ account: "agent", policy: perDay, by: "owner" });
        for (const days of [9, 5, 1]) {
          expect(await authorize(ledger, undefined, payment(`day ${days}`, "100", at(-days * DAY_MS)))).toMatchObject({
            outcome: "denied",
            decision: { code: "payment_invalid" },
          });
        }
        expect(await authorize(ledger, undefined, payment("late", "60", at(-300_001)))).toMatchObject({
          outcome: "denied",
        });
        expect(await authorize(ledger, undefined, payment("p", "60", at(-300_000)))).toMatchObject({
          outcome: "approved",
          hold: at(-300_000),
        });
        clock.nowMs += DAY_MS;
        expect(await authorize(ledger, undefined, payment("p", "60", at(-300_000)))).toMatchObject({
          outcome: "approved",
          hold: at(-300_000),
        });
        expect(await ledger.capture(NAME)).toMatchObject({ ok: true });
      }));

    it("cannot hide denials by dating payments ahead or back", () =>
      onBench(subject, async ({ ledger }) => {
        await ledger.setPolicy({ account: "agent", policy: daily("100"), by: "owner" });
        await authorize(ledger, undefined, payment("ahead", "1", { at: "2999-01-01T00:00:00Z" }));
        await authorize(ledger, undefined, payment("behind", "1", { at: "1999-01-01T00:00:00Z" }));
        const page = await ledger.violations({ account: "agent", from: at(0).at, to: at(1).at });
        expect(page.ok ? page.items.map(({ body, at: told }) => [body.payment.id, told]) : page).toEqual([
          ["behind", at(0).at],
          ["ahead", at(0).at],
        ]);
      }));

    it("gains nothing from asking many processes for an approval that expires just then", () =>
      onBench(subject, async ({ ledger, store, clock }) => {
        const ahead = createLedger(store, { clock: () => clock.nowMs + 1000 });
        const rules = policy({ kind: "limit", per: "lifetime", max: "100" }, { kind: "approval", above: "50" });
        await ledger.setPolicy({ account: "agent", policy: rules, by: "owner" });
        await authorize(ledger, undefined, payment("p", "60"));
        clock.nowMs += DAY_MS - 500;
        const [approved, expired] = await Promise.all([ledger.approve(ASKED), ahead.expire(), ahead.approve(ASKED)]);
        const spend = await ledger.spend(NAME);
        const state = spend.ok ? spend.spend.state : spend.error.code;
        expect(expired).toMatchObject({ ok: true });
        expect(["held", "expired"].includes(state)).toEqual(true);
        expect(approved.outcome).toEqual(state === "held" ? "approved" : "failed");
        expect(await spentBy(ledger, "agent")).toEqual([state === "held" ? "60" : "0"]);
      }));

    it("captures nothing after the hold has expired, noted or not, and the money is there once", () =>
      onBench(subject, async ({ ledger, clock }) => {
        const rules = policy({ kind: "limit", per: "lifetime", max: "100" });
        await ledger.setPolicy({ account: "agent", policy: rules, by: "owner" });
        await authorize(ledger, undefined, payment("p", "60"));
        await ledger.capture({ ...NAME, id: "first", amount: "10" });
        clock.nowMs += WEEK_MS;
        expect(await ledger.capture({ ...NAME, id: "late" })).toMatchObject({ error: { code: "wrong_state" } });
        expect(await ledger.capture({ ...NAME, id: "first", amount: "10" })).toMatchObject({ ok: true });
        expect(await authorize(ledger, undefined, payment("q", "90", at(WEEK_MS)))).toMatchObject({
          outcome: "approved",
        });
        expect(await ledger.capture({ ...NAME, id: "late" })).toMatchObject({ error: { code: "wrong_state" } });
        expect(await spentBy(ledger, "agent", WEEK_MS)).toEqual(["100"]);
      }));

    it("gets no room in a window from a refund of the window before it", () =>
      onBench(subject, async ({ ledger, clock }) => {
        const windows: Rule[] = (["anchored", "sliding"] as const).map((type) => ({
          kind: "limit",
          per: { type, duration: "P1D" },
          max: "100",
        }));
        const rules = policy(...windows, { kind: "limit", per: { type: "calendar", unit: "day" }, max: "100" });
        await ledger.setPolicy({ account: "agent", policy: rules, by: "owner" });
        await authorize(ledger, undefined, payment("p", "60"));
        await ledger.capture(NAME);
        clock.nowMs += DAY_MS;
        await authorize(ledger, undefined, payment("q", "70", at(DAY_MS)));
        for (const [id, amount] of [
          ["1", "25"],
          ["2", "35"],
        ] as const) {
          expect(await ledger.refund({ ...NAME, id, amount, reopens: true })).toMatchObject({ ok: true });
        }
        expect(await spentBy(ledger, "agent", DAY_MS)).toEqual(["70", "70", "70"]);
      }));

    it("gains nothing from a policy that changes between hold and capture, nor from one that comes back", () =>
      onBench(subject, async ({ ledger }) => {
        const other = policy({ kind: "limit", per: { type: "sliding", duration: "P7D" }, max: "100", by: "merchant" });
        await ledger.setPolicy({ account: "agent", policy: daily("100"), by: "owner" });
        await authorize(ledger, undefined, payment("p", "60"));
        await ledger.setPolicy({ account: "agent", policy: other, by: "owner" });
        await ledger.capture({ ...NAME, amount: "20", final: true });
        expect(await spentBy(ledger, "agent")).toEqual(["20"]);
        await ledger.setPolicy({ account: "agent", policy: daily("100"), by: "owner" });
        expect(await spentBy(ledger, "agent")).toEqual(["20"]);
        await ledger.refund({ ...NAME, reopens: true });
        expect(await spentBy(ledger, "agent")).toEqual(["0"]);
      }));

    it("takes nothing from another account by using its payment's id", () =>
      onBench(subject, async ({ ledger }) => {
        const rules = policy({ kind: "limit", per: { type: "sliding", duration: "P1D" }, max: "100" });
        await ledger.setPolicy({ account: "team", policy: rules, by: "owner" });
        for (const account of ["agent", "other", "agent/p"]) {
          await ledger.setParents({ account, parents: ["team"], by: "owner" });
          expect(await authorize(ledger, undefined, payment("p", "30", { account }))).toMatchObject({
            outcome: "approved",
          });
        }
        await ledger.void({ account: "other", payment: "p" });
        expect(await spentBy(ledger, "team")).toEqual(["60"]);
        expect(await ledger.capture(NAME)).toMatchObject({ spend: { captured: "30" } });
        expect(await ledger.spend({ account: "agent/p", payment: "p" })).toMatchObject({ spend: { state: "held" } });
      }));

    it("finds every unit of the largest amounts counted", () =>
      onBench(subject, async ({ ledger }) => {
        const most = "1000000000000000";
        const rules = policy({ kind: "limit", per: "lifetime", max: most });
        await ledger.setPolicy({ account: "agent", policy: rules, by: "owner" });
        const nearly = "999999999999999.999999999999999999";
        expect(await authorize(ledger, undefined, payment("p", nearly))).toMatchObject({ outcome: "approved" });
        expect(await authorize(ledger, undefined, payment("q", "0.000000000000000002"))).toMatchObject({
          outcome: "denied",
        });
        expect(await authorize(ledger, undefined, payment("r", "0.000000000000000001"))).toMatchObject({
          outcome: "approved",
        });
        expect(await spentBy(ledger, "agent")).toEqual([most]);
        expect(await ledger.capture({ ...NAME, id: "over", amount: "9999999999999999" })).toMatchObject({
          error: { code: "over_hold" },
        });
        expect(await ledger.capture(NAME)).toMatchObject({ spend: { captured: nearly } });
      }));

    it("cannot have a payment approved while the account is being frozen and come out with both", () =>
      onBench(subject, async ({ ledger, store, clock }) => {
        const second = createLedger(store, { clock: () => clock.nowMs });
        await ledger.setPolicy({ account: "agent", policy: policy({ kind: "approval" }), by: "owner" });
        for (let n = 0; n < 8; n += 1) {
          await authorize(ledger, undefined, payment(`p${n}`, "1"));
        }
        await Promise.all([
          ...Array.from({ length: 8 }, (_, n) => second.approve({ approval: `agent/p${n}`, approver: "boss" })),
          ledger.freeze({ account: "agent", reason: "odd", by: "owner" }),
        ]);
        const records = await ledger.records({ account: "agent" });
        const types = records.ok ? records.items.map(({ type }) => type).reverse() : [];
        const frozen = types.indexOf("account.frozen");
        expect(types.slice(frozen).includes("payment.approved")).toEqual(false);
        expect(types.slice(0, frozen).includes("payment.denied")).toEqual(false);
      }));

    it("cannot make a step of one spend out of the ids of another's", () =>
      onBench(subject, async ({ ledger }) => {
        await ledger.setPolicy({ account: "agent", policy: policy({ kind: "approval" }), by: "owner" });
        for (const id of ["a/b", "a%2Fb", "a", "b", "../b", "toString"]) {
          expect(await authorize(ledger, undefined, payment(id, "1"))).toMatchObject({ outcome: "pending_approval" });
        }
        const answer = await ledger.approve({ approval: "agent/a%252Fb", approver: "boss" });
        expect(answer).toMatchObject({ outcome: "approved", hold: { payment: "a%2Fb" } });
        for (const id of ["a/b", "a", "b", "../b", "toString"]) {
          expect(await ledger.spend({ account: "agent", payment: id })).toMatchObject({ spend: { state: "pending" } });
        }
        expect(await ledger.capture({ account: "agent", payment: "a%2Fb", id: "toString" })).toMatchObject({
          spend: { state: "captured" },
        });
      }));
  });
}
