import type { Settlement } from "@spendrail/ledger";
import { formatInstant, fromUnits, type RuleOf, type SpendingPolicy } from "@spendrail/model";
import * as fc from "fast-check";
import type { Runner, Subject } from "../conformance.js";
import { ACCOUNTS, type Action, anyAction, anyPolicies, PARENTS } from "../model/actions.js";
import { NaiveLedger } from "../model/naive-ledger.js";
import { type Bench, DAY_MS, onBench, START_MS } from "../workbench.js";

const WEEK_MS = 7 * DAY_MS;
/** How far back a payment may be dated. */
const BEHIND_MS = 5 * 60_000;

/** Whatever happens in whatever order, the ledger answers as one that goes through all its spends each time. */
export function randomCases(subject: Subject, { describe, it, expect }: Runner): void {
  const { runs = 100 } = subject.effort ?? {};
  const commandOf = (action: Action): Command => ({
    check: () => true,
    async run(naive, real) {
      real.taken += 1;
      const expected = actNaively(naive, action);
      expect(await act(real.bench, action, `step ${real.taken}`, naive)).toEqual(expected);
    },
    toString: () => JSON.stringify(action),
  });
  const settings = { numRuns: runs, ...(subject.seed === undefined ? {} : { seed: subject.seed }) };
  describe("random runs over accounts with parents", () => {
    it("answer as a naive ledger does, and their sums are its sums", async () => {
      const commands = fc.commands([anyAction.map(commandOf)], { size: "max", maxCommands: 60 });
      const property = fc.asyncProperty(anyPolicies, commands, (policies, steps) =>
        onBench(subject, async (bench) => {
          const naive = new NaiveLedger(START_MS, PARENTS, { holdMs: WEEK_MS, behindMs: BEHIND_MS });
          await begin(bench, naive, policies);
          await fc.asyncModelRun(() => ({ model: naive, real: { bench, taken: 0 } }), steps);
          for (const account of ACCOUNTS) {
            expect(await sumsOf(bench, account)).toEqual(naiveSumsOf(naive, account));
            expect(await bench.ledger.verifyHistory(account)).toMatchObject({ history: "intact" });
          }
        }),
      );
      await fc.assert(property, settings);
    });
  });
}

/** The ledger under test, and how many steps were taken on it. */
interface Real {
  readonly bench: Bench;
  taken: number;
}

type Command = fc.AsyncCommand<NaiveLedger, Real>;

async function begin({ ledger }: Bench, naive: NaiveLedger, policies: readonly SpendingPolicy[]): Promise<void> {
  for (const [account, parent] of Object.entries(PARENTS)) {
    await ledger.setParents({ account, parents: [parent], by: "owner" });
  }
  for (const [index, account] of ACCOUNTS.entries()) {
    const policy = policies[index] as SpendingPolicy;
    naive.policies.set(account, policy);
    await ledger.setPolicy({ account, policy, by: "owner" });
  }
}

const cents = (amount: number) => fromUnits(BigInt(amount) * 10n ** 16n);

async function act({ ledger, clock }: Bench, action: Action, id: string, naive: NaiveLedger): Promise<string> {
  switch (action.kind) {
    case "authorize": {
      // The same id with the same content, however often it comes.
      const { amount, atMs } = naive.statedOf(action.account, action.id);
      const payment = { id: action.id, account: action.account, amount: cents(amount), at: formatInstant(atMs) };
      return (await ledger.authorize(payment)).outcome;
    }
    case "capture":
      return resultOf(await ledger.capture({ ...named(action), id, final: action.final, ...amountOf(action.amount) }));
    case "void":
      return resultOf(await ledger.void({ ...named(action), id }));
    case "refund":
      return resultOf(
        await ledger.refund({ ...named(action), id, reopens: action.reopens, ...amountOf(action.amount) }),
      );
    case "pass":
      clock.nowMs += action.ms;
      return String((await ledger.expire()).ok);
    case "policy":
      return String((await ledger.setPolicy({ account: action.account, policy: action.policy, by: "owner" })).ok);
    case "freeze":
      return String((await ledger.freeze({ account: action.account, reason: "odd", by: "owner" })).ok);
    case "unfreeze":
      return String((await ledger.unfreeze({ account: action.account, by: "owner" })).ok);
  }
}

function actNaively(naive: NaiveLedger, action: Action): string {
  switch (action.kind) {
    case "authorize":
      return naive.authorize(action.account, action.id, action.amount, naive.nowMs - action.agoMs);
    case "capture":
      return naive.capture(action.account, action.id, action.amount, action.final);
    case "void":
      return naive.void(action.account, action.id);
    case "refund":
      return naive.refund(action.account, action.id, action.amount, action.reopens);
    case "pass":
      naive.nowMs += action.ms;
      naive.expire();
      return "true";
    case "policy":
      naive.policies.set(action.account, action.policy);
      return "true";
    case "freeze":
      naive.frozen.add(action.account);
      return "true";
    case "unfreeze":
      naive.frozen.delete(action.account);
      return "true";
  }
}

function named({ account, id }: { account: string; id: string }) {
  return { account, payment: id };
}

function amountOf(amount: number | undefined): { amount?: string } {
  return amount === undefined ? {} : { amount: cents(amount) };
}

function resultOf(settlement: Settlement): string {
  return settlement.ok ? settlement.spend.state : settlement.error.code;
}

async function sumsOf({ ledger, clock }: Bench, account: string): Promise<unknown> {
  const summary = await ledger.spendingSummary(account, formatInstant(clock.nowMs));
  return summary.ok ? summary.limits.map(({ rule, spent }) => ({ rule, spent })) : summary.error.code;
}

function naiveSumsOf(naive: NaiveLedger, account: string): unknown {
  const policy = naive.policies.get(account) as SpendingPolicy;
  const atMs = Math.max(naive.nowMs, naive.latestMs(account));
  return policy.rules.map((rule, index) => {
    const total = naive.total(account, rule as RuleOf<"limit">, policy, atMs);
    return { rule: index, spent: rule.kind === "limit" ? cents(total) : String(total) };
  });
}
