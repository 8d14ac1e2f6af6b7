import { authorize, createLedger, type LedgerStore, type StoreFailureCode } from "@spendrail/ledger";
import type { SpendingPolicy } from "@spendrail/model";
import type { Runner, Subject } from "../conformance.js";
import { daily, onBench, payment, policy } from "../workbench.js";

/** What callers do wrong, what stores fail at, and how often a store is asked. */
export function failureCases(subject: Subject, { describe, it, expect }: Runner): void {
  describe("the common case", () => {
    it("an approved payment takes one call of the store", () =>
      onBench(subject, async ({ store, clock }) => {
        const calls: string[] = [];
        const ledger = createLedger(
          through(store, (name) => void calls.push(name)),
          { clock: () => clock.nowMs },
        );
        for (const account of ["agent", "team"]) await ledger.setPolicy({ account, policy: daily("100"), by: "owner" });
        await ledger.setParents({ account: "agent", parents: ["team"], by: "owner" });
        await authorize(ledger, undefined, payment("a", "10"));
        calls.length = 0;
        expect(await authorize(ledger, undefined, payment("b", "10"))).toMatchObject({ outcome: "approved" });
        expect(calls).toEqual(["commit"]);
      }));
  });

  describe("an outcome that is not known", () => {
    for (const isApplied of [true, false]) {
      it(`asking again with the same id tells that a hold was ${isApplied ? "" : "not "}taken, and takes it once`, () =>
        onBench(subject, async ({ ledger, store, clock }) => {
          await ledger.setPolicy({ account: "agent", policy: daily("100"), by: "owner" });
          const lost = createLedger(losing(store, isApplied), { clock: () => clock.nowMs });
          expect(await authorize(lost, undefined, payment("a", "60"))).toMatchObject({
            outcome: "failed",
            error: { code: "unknown_outcome", money: "unknown" },
          });
          const answer = await authorize(ledger, undefined, payment("a", "60"));
          expect(answer).toMatchObject({ outcome: "approved" });
          expect(await authorize(ledger, undefined, payment("b", "40.01"))).toMatchObject({ outcome: "denied" });
          expect(await authorize(ledger, undefined, payment("c", "40"))).toMatchObject({ outcome: "approved" });
          expect(await lost.capture({ account: "agent", payment: "a", amount: "30" })).toMatchObject({
            error: { code: "unknown_outcome", money: "unknown" },
          });
          const captured = { spend: { captured: "30", held: "30" } };
          expect(await ledger.capture({ account: "agent", payment: "a", amount: "30" })).toMatchObject(captured);
          expect(await ledger.verifyHistory("agent")).toMatchObject({ history: "intact" });
        }));
    }
  });

  describe("a store that fails", () => {
    const codes: StoreFailureCode[] = ["busy", "full", "corrupt", "read_only", "unavailable"];
    for (const code of codes) {
      it(`${code}: every call says so, and the money is as before`, () =>
        onBench(subject, async ({ ledger, store, clock }) => {
          await ledger.setPolicy({ account: "agent", policy: daily("100"), by: "owner" });
          await authorize(ledger, undefined, payment("a", "60"));
          const failing = createLedger(failingWith(store, code), { clock: () => clock.nowMs });
          const error = { error: { code, money: "unchanged" } };
          expect(await authorize(failing, undefined, payment("b", "1"))).toMatchObject({ outcome: "failed", ...error });
          const name = { account: "agent", payment: "a" };
          for (const answer of [
            await failing.capture(name),
            await failing.void(name),
            await failing.refund(name),
            await failing.spend(name),
            await failing.expire(),
            await failing.approve({ approval: "agent/a", approver: "boss" }),
            await failing.reject({ approval: "agent/a", by: "boss" }),
            await failing.setPolicy({ account: "agent", policy: daily("1"), by: "owner" }),
            await failing.freeze({ account: "agent", reason: "odd", by: "owner" }),
            await failing.unfreeze({ account: "agent", by: "owner" }),
            await failing.setParents({ account: "agent", parents: ["team"], by: "owner" }),
            await failing.decisions({ account: "agent" }),
            await failing.spends({ account: "agent" }),
            await failing.spendingSummary("agent", "2026-03-02T12:00:00Z"),
            await failing.verifyHistory("agent"),
            await failing.deliverEvents(() => undefined),
          ]) {
            expect(answer).toMatchObject(error);
          }
          expect(await authorize(ledger, undefined, payment("c", "40"))).toMatchObject({ outcome: "approved" });
        }));
    }

    for (const failing of ["list", "read"]) {
      it(`a policy that is in force is said to be, though waiting payments cannot be judged again (${failing})`, () =>
        onBench(subject, async ({ ledger, store, clock }) => {
          await ledger.setPolicy({ account: "agent", policy: policy({ kind: "approval", above: "50" }), by: "owner" });
          await authorize(ledger, undefined, payment("p", "60"));
          const breaking = createLedger(failingAfterCommit(store, failing), { clock: () => clock.nowMs });
          const tighter = { account: "agent", policy: daily("59"), by: "owner" };
          expect(await breaking.setPolicy(tighter)).toMatchObject({
            ok: true,
            version: { policy: daily("59") },
            unfinished: { code: "busy" },
          });
          expect(await authorize(ledger, undefined, payment("q", "1"))).toMatchObject({ outcome: "denied" });
          const name = { account: "agent", payment: "p" };
          expect(await ledger.spend(name)).toMatchObject({ spend: { state: "pending" } });
          const again = await ledger.setPolicy(tighter);
          expect({ unfinished: undefined, ...again }).toMatchObject({ ok: true, unfinished: undefined });
          expect(await ledger.spend(name)).toMatchObject({ spend: { state: "denied", held: "0" } });
        }));
    }

    it("a closed ledger says so", () =>
      onBench(subject, async ({ ledger }) => {
        await ledger.close();
        expect(await authorize(ledger, daily("100"), payment("a", "1"))).toMatchObject({ error: { code: "closed" } });
      }));
  });

  describe("payments that are wrong", () => {
    it("a malformed payment is denied", () =>
      onBench(subject, async ({ ledger }) => {
        for (const wrong of [undefined, {}, { ...payment("a", "1"), amount: 1 }, { ...payment("a", "1"), at: "now" }]) {
          expect(await authorize(ledger, daily("1"), wrong)).toMatchObject({
            outcome: "denied",
            decision: { code: "payment_invalid" },
          });
        }
      }));

    it("a balance that is no amount denies", () =>
      onBench(subject, async ({ ledger }) => {
        expect(await authorize(ledger, daily("1"), payment("a", "1"), { balance: "much" })).toMatchObject({
          outcome: "denied",
          decision: { code: "internal_error" },
        });
      }));

    it("a payment dated further ahead than clocks may differ is denied, and does not move time", () =>
      onBench(subject, async ({ ledger }) => {
        expect(
          await authorize(ledger, daily("100"), payment("a", "1", { at: "2026-03-02T12:01:00.001Z" })),
        ).toMatchObject({
          outcome: "denied",
          decision: { code: "payment_invalid" },
        });
        expect(await authorize(ledger, daily("100"), payment("b", "1", { at: "2026-03-02T12:01:00Z" }))).toMatchObject({
          outcome: "approved",
          hold: { at: "2026-03-02T12:01:00Z" },
        });
        expect(await authorize(ledger, daily("100"), payment("c", "1"))).toMatchObject({
          hold: { at: "2026-03-02T12:01:00Z" },
        });
      }));

    it("names may be as long as they can be, in any script", () =>
      onBench(subject, async ({ ledger }) => {
        const longest = { account: "語".repeat(256), id: "ü🙂".repeat(85) };
        const perMerchant: SpendingPolicy = {
          ...daily("10"),
          rules: [{ kind: "limit", per: { type: "sliding", duration: "P1D" }, max: "10", by: "merchant" }],
        };
        await ledger.setPolicy({ account: "team", policy: perMerchant, by: "owner" });
        await ledger.setParents({ account: longest.account, parents: ["team"], by: "owner" });
        const one = payment(longest.id, "6", { account: longest.account, merchant: "語".repeat(2048) });
        const first = await authorize(ledger, undefined, one);
        expect(first).toMatchObject({ outcome: "approved" });
        expect(await authorize(ledger, undefined, one)).toEqual(first);
        expect(await ledger.capture({ account: longest.account, payment: longest.id })).toMatchObject({ ok: true });
        for (const [id, merchant, outcome] of [
          ["same", "語".repeat(2048), "denied"],
          ["other", `${"語".repeat(2047)}誤`, "approved"],
        ] as const) {
          const next = payment(id, "6", { account: longest.account, merchant });
          expect(await authorize(ledger, undefined, next)).toMatchObject({ outcome });
        }
        expect(await ledger.spends({ account: "team", limit: 1 })).toMatchObject({ items: [{ payment: "other" }] });
        expect(await ledger.verifyHistory(longest.account)).toMatchObject({ history: "intact" });
      }));

    it("ids and accounts may hold any text", () =>
      onBench(subject, async ({ ledger }) => {
        for (const odd of ["a/b", "ü", "__proto__", "%2F", "a b", "'; drop table", "🙂"]) {
          const one = payment(odd, "1", { account: odd, merchant: "openai.com" });
          const first = await authorize(ledger, daily("1"), one);
          expect(first).toMatchObject({ outcome: "approved", hold: { account: odd, payment: odd } });
          const name = { account: odd, payment: odd };
          expect(await ledger.capture({ ...name, id: odd })).toMatchObject({ ok: true });
          expect(await ledger.capture({ ...name, id: odd })).toMatchObject({ ok: true });
          expect(await authorize(ledger, daily("1"), one)).toEqual(first);
        }
      }));
  });
}

/** A store that tells of every call before it is made. */
function through(store: LedgerStore, tell: (name: string) => void): LedgerStore {
  return wrapped(store, (name, call) => {
    tell(name);
    return call();
  });
}

/** A store whose answers to steps are lost, whether or not these are applied. */
function losing(store: LedgerStore, isApplied: boolean): LedgerStore {
  return wrapped(store, async (name, call) => {
    if (name !== "commit") return call();
    if (isApplied) await call();
    return { ok: false, failure: { code: "unknown_outcome", message: "The connection was lost." } };
  });
}

/** A store of which one method fails once a step was applied. */
function failingAfterCommit(store: LedgerStore, method: string): LedgerStore {
  let isCommitted = false;
  return wrapped(store, async (name, call) => {
    if (isCommitted && name === method) return { ok: false, failure: { code: "busy", message: "It is locked." } };
    if (name === "commit") isCommitted = true;
    return call();
  });
}

function failingWith(store: LedgerStore, code: StoreFailureCode): LedgerStore {
  return wrapped(store, async () => ({ ok: false, failure: { code, message: "It fails." } }));
}

function wrapped(store: LedgerStore, around: (name: string, call: () => Promise<unknown>) => unknown): LedgerStore {
  return new Proxy(store, {
    get(target, key) {
      const method: unknown = Reflect.get(target, key, target);
      if (typeof method !== "function") return method;
      return (...args: unknown[]) => around(String(key), () => method.apply(target, args));
    },
  });
}
