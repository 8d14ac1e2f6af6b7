import { authorize } from "@spendrail/ledger";
import type { Runner, Subject } from "../conformance.js";
import { DAY_MS, onBench, payment, policy, START } from "../workbench.js";

const asks = (approvers = 1, max = "100") =>
  policy(
    { kind: "limit", per: { type: "anchored", duration: "P1D" }, max },
    { kind: "approval", above: "50", ...(approvers === 1 ? {} : { approvers }) },
  );
const SIXTY = "agent/p";
const boss = { approval: SIXTY, approver: "boss" };

/** People who decide, and what may happen while they do. */
export function approvalCases(subject: Subject, { describe, it, expect }: Runner): void {
  const pending = (test: Parameters<typeof onBench>[1], approvers = 1) =>
    onBench(subject, async (bench) => {
      await bench.ledger.setPolicy({ account: "agent", policy: asks(approvers), by: "owner" });
      expect(await authorize(bench.ledger, undefined, payment("p", "60"))).toMatchObject({
        outcome: "pending_approval",
        approvalId: SIXTY,
        hold: { state: "pending", held: "60", approval: { required: approvers, approvals: [] } },
      });
      await test(bench);
    });

  describe("approvals", () => {
    it("a pending payment keeps its hold", () =>
      pending(async ({ ledger }) => {
        expect(await authorize(ledger, undefined, payment("q", "41"))).toMatchObject({ outcome: "denied" });
        expect(await authorize(ledger, undefined, payment("r", "40"))).toMatchObject({ outcome: "approved" });
      }));

    it("one approval of one is enough, and approving again gives the same answer", () =>
      pending(async ({ ledger }) => {
        const answer = await ledger.approve(boss);
        expect(answer).toMatchObject({ outcome: "approved", hold: { state: "held", held: "60" } });
        expect(await ledger.approve(boss)).toEqual(answer);
        expect(await ledger.approve({ ...boss, approver: "other" })).toMatchObject({ error: { code: "wrong_state" } });
        expect(await ledger.capture({ account: "agent", payment: "p" })).toMatchObject({ ok: true });
      }));

    it("two distinct people are two, one person twice is one", () =>
      pending(async ({ ledger }) => {
        expect(await ledger.approve(boss)).toMatchObject({ outcome: "pending_approval" });
        expect(await ledger.approve(boss)).toMatchObject({ outcome: "pending_approval" });
        expect(await ledger.capture({ account: "agent", payment: "p" })).toMatchObject({
          error: { code: "wrong_state" },
        });
        expect(await ledger.approve({ ...boss, approver: "owner" })).toMatchObject({ outcome: "approved" });
      }, 2));

    it("many people at once: it is approved once", () =>
      pending(async ({ ledger }) => {
        const answers = await Promise.all(
          ["a", "b", "c", "d"].map((approver) => ledger.approve({ approval: SIXTY, approver })),
        );
        const outcomes = answers.map(({ outcome }) => outcome).sort();
        expect(outcomes).toEqual(["approved", "failed", "failed", "pending_approval"]);
        expect(await authorize(ledger, undefined, payment("q", "40"))).toMatchObject({ outcome: "approved" });
      }, 2));

    it("a rejected payment gives its hold back, and cannot be approved", () =>
      pending(async ({ ledger }) => {
        const rejection = { approval: SIXTY, by: "boss", reason: "too much" };
        const answer = await ledger.reject(rejection);
        expect(answer).toMatchObject({ ok: true, spend: { state: "rejected", held: "0" } });
        expect(await ledger.reject(rejection)).toEqual(answer);
        expect(await ledger.approve(boss)).toMatchObject({ error: { code: "wrong_state" } });
        expect(await authorize(ledger, asks(), payment("q", "50"))).toMatchObject({ outcome: "approved" });
        expect(await authorize(ledger, asks(), payment("r", "50"))).toMatchObject({ outcome: "approved" });
      }));

    it("an approval expires, and gives its hold back", () =>
      pending(async ({ ledger, clock }) => {
        clock.nowMs += DAY_MS - 1;
        expect(await ledger.expire()).toMatchObject({ expired: 0 });
        clock.nowMs += 1;
        expect(await ledger.approve(boss)).toMatchObject({ error: { code: "wrong_state" } });
        expect(await ledger.spend({ account: "agent", payment: "p" })).toMatchObject({ spend: { state: "expired" } });
      }));

    it("approved after the policy was tightened: denied when it is set, and the hold given back", () =>
      pending(async ({ ledger }) => {
        await ledger.setPolicy({ account: "agent", policy: asks(1, "59"), by: "owner" });
        expect(await ledger.spend({ account: "agent", payment: "p" })).toMatchObject({
          spend: { state: "denied", held: "0" },
        });
        expect(await ledger.approve(boss)).toMatchObject({ error: { code: "wrong_state" } });
        expect(await authorize(ledger, undefined, payment("q", "50"))).toMatchObject({ outcome: "approved" });
      }));

    it("a policy that asks for more people is asked of those who wait", () =>
      pending(async ({ ledger }) => {
        await ledger.setPolicy({ account: "agent", policy: asks(2), by: "owner" });
        expect(await ledger.approve(boss)).toMatchObject({ outcome: "pending_approval" });
        expect(await ledger.approve({ ...boss, approver: "owner" })).toMatchObject({ outcome: "approved" });
      }));

    it("approved after the account was frozen: denied, and the hold given back", () =>
      pending(async ({ ledger }) => {
        await ledger.freeze({ account: "agent", reason: "odd", by: "owner" });
        expect(await ledger.approve(boss)).toMatchObject({ outcome: "denied", decision: { code: "account_frozen" } });
        await ledger.unfreeze({ account: "agent", by: "owner" });
        expect(await authorize(ledger, undefined, payment("q", "50"))).toMatchObject({ outcome: "approved" });
        expect(await authorize(ledger, undefined, payment("r", "50"))).toMatchObject({ outcome: "approved" });
      }));

    it("approved in another window: it counts there, and is denied where that one is full", () =>
      pending(async ({ ledger, clock }) => {
        const later = { at: "2026-03-03T11:59:59Z" };
        clock.nowMs += DAY_MS - 1000;
        // A limit by sliding window still holds the payment; the anchored one opens anew a second later.
        const answer = await ledger.approve(boss);
        expect(answer).toMatchObject({ outcome: "approved", hold: { at: later.at } });
        expect(await authorize(ledger, undefined, payment("q", "40.01", later))).toMatchObject({ outcome: "denied" });
      }));

    it("nobody is asked about what is unknown", () =>
      onBench(subject, async ({ ledger }) => {
        for (const approval of ["agent/p", "", "a/b/c", "%"]) {
          expect(await ledger.approve({ approval, approver: "boss" })).toMatchObject({ error: { code: "not_found" } });
          expect(await ledger.reject({ approval, by: "boss" })).toMatchObject({ error: { code: "not_found" } });
        }
        await authorize(ledger, asks(), payment("p", "5", { at: START }));
        expect(await ledger.approve(boss)).toMatchObject({ error: { code: "not_found" } });
      }));
  });
}
