import { authorize, createLedger } from "@spendrail/ledger";
import type { Runner, Subject } from "../conformance.js";
import { DAY_MS, daily, onBench, payment, policy, START, START_MS } from "../workbench.js";

/** Policies over time, frozen accounts, and budgets above an account. */
export function accountCases(subject: Subject, { describe, it, expect }: Runner): void {
  const outcome = async (answer: ReturnType<typeof authorize>) => {
    const settled = await answer;
    return settled.outcome === "denied" ? settled.decision.code : settled.outcome;
  };

  describe("policies", () => {
    it("takes effect at once, also for other processes, and keeps what was spent", () =>
      onBench(subject, async ({ ledger, store, clock }) => {
        const other = createLedger(store, { clock: () => clock.nowMs });
        await ledger.setPolicy({ account: "agent", policy: daily("100"), by: "owner" });
        expect(await outcome(authorize(other, undefined, payment("a", "60")))).toEqual("approved");
        await ledger.setPolicy({ account: "agent", policy: daily("70"), by: "owner" });
        expect(await outcome(authorize(other, undefined, payment("b", "10.01")))).toEqual("window_limit_exceeded");
        expect(await outcome(authorize(other, undefined, payment("c", "10")))).toEqual("approved");
      }));

    it("counts what was spent under limits that did not exist then", () =>
      onBench(subject, async ({ ledger }) => {
        await ledger.setPolicy({ account: "agent", policy: daily("100"), by: "owner" });
        await authorize(ledger, undefined, payment("a", "60", { merchant: "arxiv.org" }));
        await ledger.capture({ account: "agent", payment: "a", amount: "40", final: true });
        const perMerchant = policy(
          { kind: "limit", per: { type: "sliding", duration: "P7D" }, max: "50", by: "merchant" },
          { kind: "velocity", per: { type: "calendar", unit: "month" }, max: 3 },
        );
        await ledger.setPolicy({ account: "agent", policy: perMerchant, by: "owner" });
        const arxiv = { merchant: "arxiv.org" };
        expect(await outcome(authorize(ledger, undefined, payment("b", "10.01", arxiv)))).toEqual(
          "merchant_limit_exceeded",
        );
        expect(await outcome(authorize(ledger, undefined, payment("c", "10", arxiv)))).toEqual("approved");
        expect(await outcome(authorize(ledger, undefined, payment("d", "50")))).toEqual("approved");
        expect(await outcome(authorize(ledger, undefined, payment("e", "1", { merchant: "b.example" })))).toEqual(
          "velocity_limit_exceeded",
        );
      }));

    it("an exception ends by itself at its instant", () =>
      onBench(subject, async ({ ledger, clock }) => {
        await ledger.setPolicy({ account: "agent", policy: daily("10"), by: "owner" });
        const until = new Date(START_MS + 3_600_000).toISOString();
        await ledger.setPolicy({ account: "agent", policy: daily("100"), by: "owner", until });
        expect(await outcome(authorize(ledger, undefined, payment("a", "60")))).toEqual("approved");
        clock.nowMs = START_MS + 3_600_000 - 1;
        const last = { at: new Date(clock.nowMs).toISOString() };
        expect(await outcome(authorize(ledger, undefined, payment("b", "10", last)))).toEqual("approved");
        clock.nowMs += 1;
        const first = { at: new Date(clock.nowMs).toISOString() };
        expect(await outcome(authorize(ledger, undefined, payment("c", "1", first)))).toEqual("window_limit_exceeded");
        clock.nowMs += DAY_MS;
        const next = { at: new Date(clock.nowMs).toISOString() };
        expect(await outcome(authorize(ledger, undefined, payment("d", "10", next)))).toEqual("approved");
      }));

    it("an exception that has ended does not come back for a payment of an earlier date", () =>
      onBench(subject, async ({ ledger, clock }) => {
        await ledger.setPolicy({ account: "agent", policy: daily("10"), by: "owner" });
        const until = new Date(START_MS + 1000).toISOString();
        await ledger.setPolicy({ account: "agent", policy: daily("100"), by: "owner", until });
        clock.nowMs = START_MS + 1000;
        expect(await outcome(authorize(ledger, undefined, payment("a", "60")))).toEqual("window_limit_exceeded");
        expect(await outcome(authorize(ledger, undefined, payment("b", "10")))).toEqual("approved");
      }));

    it("what is spent under an exception counts in the hour in which it counts, for the policy that comes back", () =>
      onBench(subject, async ({ ledger, clock }) => {
        const hourly = policy({ kind: "limit", per: { type: "calendar", unit: "hour" }, max: "100" });
        await ledger.setPolicy({ account: "agent", policy: hourly, by: "owner" });
        const ever = policy({ kind: "limit", per: "lifetime", max: "1000" });
        const untilMs = START_MS + 2 * 3_600_000;
        await ledger.setPolicy({ account: "agent", policy: ever, by: "owner", until: new Date(untilMs).toISOString() });
        clock.nowMs = START_MS + 3_599_000;
        const [late, next] = [clock.nowMs, clock.nowMs + 1000].map((ms) => ({ at: new Date(ms).toISOString() }));
        await authorize(ledger, undefined, payment("a", "10", late));
        await authorize(ledger, undefined, payment("b", "20", next));
        await authorize(ledger, undefined, payment("c", "30", late));
        await ledger.setPolicy({ account: "agent", policy: hourly, by: "owner" });
        expect(await ledger.spendingSummary("agent", START)).toMatchObject({ limits: [{ spent: "50" }] });
      }));

    it("the end of an exception is told once, and payments that wait are judged again", () =>
      onBench(subject, async ({ ledger, clock }) => {
        const asks = (max: string) =>
          policy({ kind: "limit", per: { type: "anchored", duration: "P1D" }, max }, { kind: "approval", above: "50" });
        await ledger.setPolicy({ account: "agent", policy: asks("10"), by: "owner" });
        const until = new Date(START_MS + 1000).toISOString();
        await ledger.setPolicy({ account: "agent", policy: asks("100"), by: "owner", until });
        expect(await outcome(authorize(ledger, undefined, payment("p", "60")))).toEqual("pending_approval");
        clock.nowMs = START_MS + 999;
        await ledger.expire();
        expect(await ledger.spend({ account: "agent", payment: "p" })).toMatchObject({ spend: { state: "pending" } });
        clock.nowMs += 1;
        for (let n = 0; n < 2; n += 1) expect(await ledger.expire()).toMatchObject({ ok: true });
        expect(await ledger.spend({ account: "agent", payment: "p" })).toMatchObject({
          spend: { state: "denied", held: "0" },
        });
        const changes: unknown[] = [];
        await ledger.deliverEvents((event) => {
          if (event.type === "policy.changed") changes.push([event.body.reason, event.body.version?.policy]);
        });
        expect(changes).toEqual([
          ["set", asks("10")],
          ["set", asks("100")],
          ["exception_ended", asks("10")],
        ]);
      }));

    it("refuses what is no policy, and an end that is over", () =>
      onBench(subject, async ({ ledger }) => {
        const request = { account: "agent", by: "owner" };
        expect(await ledger.setPolicy({ ...request, policy: { version: 2 } })).toMatchObject({
          error: { code: "invalid" },
        });
        expect(await ledger.setPolicy({ ...request, policy: daily("1"), until: "2020-01-01T00:00:00Z" })).toMatchObject(
          {
            error: { code: "invalid" },
          },
        );
        expect(await outcome(authorize(ledger, undefined, payment("p", "1")))).toEqual("internal_error");
      }));
  });

  describe("a frozen account", () => {
    it("denies everything at the first check, and pays again when it is unfrozen", () =>
      onBench(subject, async ({ ledger }) => {
        await authorize(ledger, daily("100"), payment("a", "1"));
        expect(await ledger.freeze({ account: "agent", reason: "odd", by: "owner" })).toMatchObject({
          frozen: { reason: "odd" },
        });
        expect(await ledger.freeze({ account: "agent", reason: "again", by: "x" })).toMatchObject({
          frozen: { reason: "odd" },
        });
        expect(await outcome(authorize(ledger, daily("100"), payment("b", "1")))).toEqual("account_frozen");
        await ledger.unfreeze({ account: "agent", by: "owner" });
        expect(await outcome(authorize(ledger, daily("100"), payment("c", "1")))).toEqual("approved");
      }));

    it("freezes what is below it", () =>
      onBench(subject, async ({ ledger }) => {
        await ledger.setParents({ account: "agent", parents: ["team"], by: "owner" });
        await authorize(ledger, daily("100"), payment("a", "1"));
        await ledger.freeze({ account: "team", reason: "odd", by: "owner" });
        expect(await outcome(authorize(ledger, daily("100"), payment("b", "1")))).toEqual("account_frozen");
      }));
  });

  describe("budgets above an account", () => {
    const racers = subject.effort?.racers ?? 64;

    it("members together cannot overspend their team, nor teams their organisation", () =>
      onBench(subject, async ({ ledger }) => {
        await ledger.setPolicy({ account: "org", policy: daily("100"), by: "owner" });
        for (const team of ["red", "blue"]) {
          await ledger.setParents({ account: team, parents: ["org"], by: "owner" });
          await ledger.setPolicy({ account: team, policy: daily("70"), by: "owner" });
        }
        const members = ["red", "blue"].flatMap((team) => [1, 2].map((n) => ({ account: `${team}${n}`, team })));
        for (const { account, team } of members) await ledger.setParents({ account, parents: [team], by: "owner" });
        const answers = await Promise.all(
          Array.from({ length: racers }, (_, n) => {
            const { account } = members[n % members.length] as { account: string };
            return authorize(ledger, daily("50"), payment(`p${n}`, "5", { account }));
          }),
        );
        expect(answers.filter((answer) => answer.outcome === "approved").length).toEqual(20);
        const spentBy = (prefix: string) =>
          5 * answers.filter((one) => one.outcome === "approved" && one.hold.account.startsWith(prefix)).length;
        expect(["red", "blue"].filter((team) => spentBy(team) > 70)).toEqual([]);
        expect(members.filter(({ account }) => spentBy(account) > 50)).toEqual([]);
      }));

    it("a denial above holds nothing below", () =>
      onBench(subject, async ({ ledger }) => {
        await ledger.setPolicy({ account: "team", policy: daily("10"), by: "owner" });
        await ledger.setPolicy({ account: "agent", policy: daily("20"), by: "owner" });
        await ledger.setParents({ account: "agent", parents: ["team"], by: "owner" });
        expect(await outcome(authorize(ledger, undefined, payment("a", "15")))).toEqual("window_limit_exceeded");
        await ledger.setParents({ account: "agent", parents: [], by: "owner" });
        expect(await outcome(authorize(ledger, undefined, payment("b", "20")))).toEqual("approved");
      }));

    it("a void gives back on every level", () =>
      onBench(subject, async ({ ledger }) => {
        await ledger.setPolicy({ account: "team", policy: daily("10"), by: "owner" });
        for (const account of ["agent", "other"]) await ledger.setParents({ account, parents: ["team"], by: "owner" });
        expect(await outcome(authorize(ledger, undefined, payment("a", "10")))).toEqual("approved");
        expect(await outcome(authorize(ledger, undefined, payment("b", "1", { account: "other" })))).toEqual(
          "window_limit_exceeded",
        );
        await ledger.void({ account: "agent", payment: "a" });
        expect(await outcome(authorize(ledger, undefined, payment("c", "10", { account: "other" })))).toEqual(
          "approved",
        );
      }));

    it("an account of two parents with one above both counts once on each", () =>
      onBench(subject, async ({ ledger }) => {
        for (const [account, max] of Object.entries({ org: "30", red: "20", blue: "25" })) {
          await ledger.setPolicy({ account, policy: daily(max), by: "owner" });
        }
        for (const account of ["red", "blue"]) await ledger.setParents({ account, parents: ["org"], by: "owner" });
        await ledger.setParents({ account: "agent", parents: ["red", "blue"], by: "owner" });
        await ledger.setParents({ account: "other", parents: ["blue"], by: "owner" });
        expect(await outcome(authorize(ledger, undefined, payment("a", "20")))).toEqual("approved");
        expect(await outcome(authorize(ledger, undefined, payment("b", "0.01")))).toEqual("window_limit_exceeded");
        const other = { account: "other" };
        expect(await outcome(authorize(ledger, undefined, payment("c", "5.01", other)))).toEqual(
          "window_limit_exceeded",
        );
        expect(await outcome(authorize(ledger, undefined, payment("d", "5", other)))).toEqual("approved");
        expect(await ledger.spendingSummary("org", START)).toMatchObject({ limits: [{ spent: "25" }] });
        await ledger.void({ account: "agent", payment: "a" });
        for (const account of ["org", "blue"]) {
          expect(await ledger.spendingSummary(account, START)).toMatchObject({ limits: [{ spent: "5" }] });
        }
        expect(await ledger.spendingSummary("red", START)).toMatchObject({ limits: [{ spent: "0" }] });
      }));

    it("no account is its own ancestor", () =>
      onBench(subject, async ({ ledger }) => {
        await ledger.setParents({ account: "a", parents: ["b"], by: "owner" });
        await ledger.setParents({ account: "b", parents: ["c"], by: "owner" });
        expect(await ledger.setParents({ account: "c", parents: ["a"], by: "owner" })).toMatchObject({
          error: { code: "cycle" },
        });
        expect(await ledger.setParents({ account: "a", parents: ["a"], by: "owner" })).toMatchObject({
          error: { code: "cycle" },
        });
        const both = await Promise.all([
          ledger.setParents({ account: "x", parents: ["y"], by: "owner" }),
          ledger.setParents({ account: "y", parents: ["x"], by: "owner" }),
        ]);
        expect(both.filter(({ ok }) => ok).length).toEqual(1);
      }));
  });
}
