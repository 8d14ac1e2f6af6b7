import { authorize } from "@spendrail/ledger";
import type { Runner, Subject } from "../conformance.js";
import { DAY_MS, onBench, payment, policy, START } from "../workbench.js";

const asks = (approvers = 1, max = "100") =>
  policy(
    { kind: "limit", per: { type: "anchored", duration: "P1D" }, max },
    { kind: "approval", above: "50", ...(approvers === 1 ? {} : { approvers }) },
  );
const SIXTY = "agent/p";
const NAME = { account: "agent", payment: "p" };
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

    it("approved later: it counts from then", () =>
      pending(async ({ ledger, clock }) => {
        const later = { at: "2026-03-03T11:59:59Z" };
        clock.nowMs += DAY_MS - 1000;
        const answer = await ledger.approve(boss);
        expect(answer).toMatchObject({ outcome: "approved", hold: { at: later.at } });
        expect(await authorize(ledger, undefined, payment("q", "40.01", later))).toMatchObject({ outcome: "denied" });
      }));

    it("approved in another window that is full: denied, and the hold given back", () =>
      onBench(
        subject,
        async ({ ledger, clock }) => {
          const later = { at: "2026-03-03T12:00:00Z" };
          await ledger.setPolicy({ account: "agent", policy: asks(), by: "owner" });
          await authorize(ledger, undefined, payment("p", "60"));
          clock.nowMs += DAY_MS;
          expect(await authorize(ledger, undefined, payment("q", "50", later))).toMatchObject({ outcome: "approved" });
          expect(await ledger.approve(boss)).toMatchObject({
            outcome: "denied",
            decision: { code: "window_limit_exceeded" },
          });
          expect(await ledger.spend({ account: "agent", payment: "p" })).toMatchObject({
            spend: { state: "denied", held: "0" },
          });
          expect(await authorize(ledger, undefined, payment("r", "50", later))).toMatchObject({ outcome: "approved" });
        },
        { approvalMs: 2 * DAY_MS },
      ));

    it("a parent's policy is asked of the payments that wait below it", () =>
      onBench(subject, async ({ ledger }) => {
        await ledger.setPolicy({ account: "agent", policy: asks(), by: "owner" });
        await ledger.setPolicy({ account: "org", policy: asks(2, "1000"), by: "owner" });
        await ledger.setParents({ account: "team", parents: ["org"], by: "owner" });
        await ledger.setParents({ account: "agent", parents: ["team"], by: "owner" });
        for (const id of ["p", "q"]) await authorize(ledger, undefined, payment(id, id === "p" ? "60" : "30"));
        expect(await ledger.approve(boss)).toMatchObject({ outcome: "pending_approval" });
        await ledger.setPolicy({ account: "org", policy: asks(2, "89.99"), by: "owner" });
        expect(await ledger.spend({ account: "agent", payment: "p" })).toMatchObject({ spend: { state: "denied" } });
        expect(await ledger.spend({ account: "agent", payment: "q" })).toMatchObject({ spend: { state: "held" } });
        expect(await ledger.spendingSummary("org", START)).toMatchObject({ limits: [{ spent: "30" }] });
      }));

    it("an account that was put under another meanwhile is judged and counted there", () =>
      pending(async ({ ledger }) => {
        await ledger.setPolicy({ account: "old", policy: asks(1, "80"), by: "owner" });
        await ledger.setPolicy({ account: "team", policy: asks(1, "70"), by: "owner" });
        await ledger.setParents({ account: "agent", parents: ["old"], by: "owner" });
        await authorize(ledger, undefined, payment("q", "10"));
        await ledger.setParents({ account: "agent", parents: ["team"], by: "owner" });
        expect(await ledger.approve(boss)).toMatchObject({ outcome: "approved" });
        const spent = async (account: string) => {
          const summary = await ledger.spendingSummary(account, START);
          return summary.ok ? summary.limits.map((limit) => limit.spent) : summary.error.code;
        };
        expect(await spent("team")).toEqual(["60"]);
        expect(await spent("old")).toEqual(["10"]);
        expect(await spent("agent")).toEqual(["70"]);
        await ledger.void(NAME);
        expect(await spent("team")).toEqual(["0"]);
        expect(await spent("agent")).toEqual(["10"]);
      }));

    it("an account that was put under a tighter one meanwhile is denied", () =>
      pending(async ({ ledger }) => {
        await ledger.setPolicy({ account: "team", policy: asks(1, "59"), by: "owner" });
        await ledger.setParents({ account: "agent", parents: ["team"], by: "owner" });
        expect(await ledger.approve(boss)).toMatchObject({
          outcome: "denied",
          decision: { code: "window_limit_exceeded" },
        });
        expect(await ledger.spendingSummary("agent", START)).toMatchObject({ limits: [{ spent: "0" }] });
      }));

    it("a merchant that has become known meanwhile is known when it is approved", () =>
      onBench(subject, async ({ ledger }) => {
        const fresh = policy(
          { kind: "limit", per: "lifetime", max: "100", on: { merchantHistory: "new" } },
          { kind: "approval", above: "50" },
        );
        await ledger.setPolicy({ account: "agent", policy: fresh, by: "owner" });
        await authorize(ledger, undefined, payment("p", "60"));
        await authorize(ledger, undefined, payment("q", "10"));
        const spent = async () => {
          const summary = await ledger.spendingSummary("agent", START);
          return summary.ok ? summary.limits.map((limit) => limit.spent) : summary.error.code;
        };
        expect(await spent()).toEqual(["70"]);
        await ledger.capture({ account: "agent", payment: "q" });
        expect(await ledger.approve(boss)).toMatchObject({ outcome: "approved" });
        expect(await spent()).toEqual(["10"]);
        await ledger.void(NAME);
        expect(await spent()).toEqual(["10"]);
      }));

    it("the balance at approval is the one that is stated then", () =>
      pending(async ({ ledger }) => {
        const kept = policy({ kind: "reserve", keep: "5" }, { kind: "approval", above: "50", approvers: 2 });
        await ledger.setPolicy({ account: "agent", policy: kept, by: "owner" });
        expect(await ledger.approve({ ...boss, account: { balance: "65" } })).toMatchObject({
          outcome: "pending_approval",
        });
        expect(await ledger.approve({ ...boss, approver: "owner", account: { balance: "64.99" } })).toMatchObject({
          outcome: "denied",
          decision: { code: "balance_reserve" },
        });
      }));

    it("goes on waiting when a policy is set that needs a balance, which only who approves can say", () =>
      onBench(
        subject,
        async ({ ledger }) => {
          await ledger.setPolicy({ account: "agent", policy: asks(), by: "owner" });
          await authorize(ledger, undefined, payment("p", "60"));
          await authorize(ledger, undefined, payment("q", "40"));
          const kept = policy({ kind: "reserve", keep: "5" }, { kind: "approval", above: "30" });
          await ledger.setPolicy({ account: "agent", policy: kept, by: "owner" });
          expect(await ledger.spend(NAME)).toMatchObject({ spend: { state: "pending", held: "60" } });
          expect(await ledger.approve({ ...boss, account: { balance: "65" } })).toMatchObject({ outcome: "approved" });
          const unstated = payment("r", "50");
          expect(await authorize(ledger, undefined, unstated, { balance: "99" })).toMatchObject({
            outcome: "pending_approval",
          });
          expect(await ledger.approve({ approval: "agent/r", approver: "boss" })).toMatchObject({
            outcome: "denied",
            decision: { code: "fact_missing" },
          });
        },
        { engine: { missing: "deny" } },
      ));

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
