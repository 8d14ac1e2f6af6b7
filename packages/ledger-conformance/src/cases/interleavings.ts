import { authorize, createLedger, type Ledger, type LedgerStore } from "@spendrail/ledger";
import type { Rule } from "@spendrail/model";
import * as fc from "fast-check";
import { checkLedger } from "../checker/check-ledger.js";
import type { Runner, Subject } from "../conformance.js";
import { onBench, payment, policy } from "../workbench.js";

const lifetime: Rule = { kind: "limit", per: "lifetime", max: "30" };
const daily: Rule = { kind: "limit", per: { type: "sliding", duration: "P1D" }, max: "25" };
const perMerchant: Rule = { kind: "limit", per: { type: "anchored", duration: "P1D" }, max: "20", by: "merchant" };
const counted: Rule = { kind: "velocity", per: { type: "calendar", unit: "day" }, max: 6 };
const approval: Rule = { kind: "approval", above: "8" };

type Call = (ledger: Ledger, n: number) => Promise<unknown>;

const pay =
  (amount: string, account: string): Call =>
  (ledger, n) =>
    authorize(ledger, undefined, payment(`p${n}`, amount, { account }));
const set =
  (account: string, ...rules: Rule[]): Call =>
  (ledger) =>
    ledger.setPolicy({ account, policy: policy(lifetime, ...rules), by: "owner" });
const spend = { account: "a", payment: "first" };

/** Calls that race each other, by name. */
const CALLS: Readonly<Record<string, Call>> = {
  "a pays 5": pay("5", "a"),
  "b pays 5": pay("5", "b"),
  "b pays 7": pay("7", "b"),
  "a asks for 9": pay("9", "a"),
  "the same payment": (ledger) => authorize(ledger, undefined, payment("same", "4", { account: "a" })),
  "first is captured in part": (ledger, n) => ledger.capture({ ...spend, id: `c${n}`, amount: "2" }),
  "first is voided": (ledger) => ledger.void(spend),
  "first is refunded": (ledger, n) => ledger.refund({ ...spend, id: `r${n}`, amount: "1" }),
  "asked is approved": (ledger, n) => ledger.approve({ approval: "a/asked", approver: `person ${n}` }),
  "asked is rejected": (ledger) => ledger.reject({ approval: "a/asked", by: "owner" }),
  "a leaves the team": (ledger) => ledger.setParents({ account: "a", parents: [], by: "owner" }),
  "team limits by day": set("team", daily),
  "team limits by merchant": set("team", perMerchant, counted),
  "a limits by day": set("a", daily, approval),
  "a limits by merchant": set("a", perMerchant, approval),
};

/** Every order in which the store may be reached by calls that run at the same time, through two ledgers. */
export function interleavingCases(subject: Subject, { describe, it, expect }: Runner): void {
  const { runs = 100 } = subject.effort ?? {};
  const settings = { numRuns: runs, ...(subject.seed === undefined ? {} : { seed: subject.seed }) };
  const names = fc.array(fc.constantFrom(...Object.keys(CALLS)), { minLength: 2, maxLength: 10 });
  describe("calls at the same time", () => {
    it("whatever the order, every total is the sum of its spends and no limit is exceeded", async () => {
      const property = fc.asyncProperty(fc.scheduler(), names, (scheduler, calls) =>
        onBench(subject, async ({ ledger, store, clock }) => {
          for (const account of ["a", "b"]) await ledger.setParents({ account, parents: ["team"], by: "owner" });
          for (const account of ["a", "b", "team"]) await CALLS[`${account} limits by day`]?.(ledger, 0);
          await set("b")(ledger, 0);
          await set("team")(ledger, 0);
          await authorize(ledger, undefined, payment("first", "6", { account: "a" }));
          await authorize(ledger, undefined, payment("asked", "9", { account: "a" }));
          const ledgers = [1, 2].map(() => createLedger(scheduled(store, scheduler), { clock: () => clock.nowMs }));
          await scheduler.waitFor(Promise.all(calls.map((name, n) => CALLS[name]?.(ledgers[n % 2] as Ledger, n))));
          expect(await checkLedger(store, { accounts: ["a", "b", "team"] })).toEqual([]);
        }),
      );
      await fc.assert(property, settings);
    });

    it("an approval that leaves a team's budget, just when that team begins to count anew", () =>
      onBench(subject, async ({ ledger, store, clock }) => {
        await set("a", approval)(ledger, 0);
        await set("team")(ledger, 0);
        await ledger.setParents({ account: "a", parents: ["team"], by: "owner" });
        await authorize(ledger, undefined, payment("asked", "9", { account: "a" }));
        await ledger.setParents({ account: "a", parents: [], by: "owner" });
        const approve = CALLS["asked is approved"] as Call;
        const late = createLedger(
          before(store, "commit", () => approve(ledger, 0)),
          { clock: () => clock.nowMs },
        );
        await set("team", daily)(late, 0);
        expect(await checkLedger(store, { accounts: ["a", "b", "team"] })).toEqual([]);
        expect(await ledger.spendingSummary("team", payment("p", "1").at)).toMatchObject({
          limits: [{ spent: "0" }, { spent: "0" }],
        });
      }));
  });
}

/** A store before whose first call of a method something else is done. */
function before(store: LedgerStore, method: keyof LedgerStore, first: () => Promise<unknown>): LedgerStore {
  let isFirst = true;
  return new Proxy(store, {
    get(target, key) {
      const called: unknown = Reflect.get(target, key, target);
      if (typeof called !== "function") return called;
      return async (...args: unknown[]) => {
        if (isFirst && key === method) {
          isFirst = false;
          await first();
        }
        return called.apply(target, args);
      };
    },
  });
}

/** A store whose calls wait until the scheduler lets them through. */
function scheduled(store: LedgerStore, scheduler: fc.Scheduler): LedgerStore {
  return new Proxy(store, {
    get(target, key) {
      const method: unknown = Reflect.get(target, key, target);
      if (typeof method !== "function") return method;
      return async (...args: unknown[]) => {
        await scheduler.schedule(Promise.resolve(), String(key));
        return method.apply(target, args);
      };
    },
  });
}
