import { createLedger } from "@spendrail/ledger";
import type { Payment, SpendingPolicy } from "@spendrail/model";
import * as fc from "fast-check";
import { checkLedger } from "../checker/check-ledger.js";
import type { Runner, Subject } from "../conformance.js";
import { ACCOUNTS, anyMixedPolicy, anyMixture, type Deed } from "../model/deeds.js";
import { type Bench, onBench } from "../workbench.js";

const HOUR_MS = 3_600_000;
const RATES = { USD: { EUR: "1.1" }, EUR: { USD: "0.9" } };

/** Everything that can happen, in any mixture, through two ledgers whose clocks differ: the checker finds nothing wrong. */
export function mixedCases(subject: Subject, { describe, it, expect }: Runner): void {
  const { runs = 100 } = subject.effort ?? {};
  // Each run is long.
  const settings = { numRuns: Math.ceil(runs / 4), ...(subject.seed === undefined ? {} : { seed: subject.seed }) };
  describe("everything in any mixture", () => {
    it("no limit is exceeded, and every record, spend and total agrees with the others", async () => {
      const start = fc.tuple(...ACCOUNTS.map(() => anyMixedPolicy));
      const property = fc.asyncProperty(start, anyMixture, (policies, mixture) =>
        onBench(
          subject,
          async (bench) => {
            await begin(bench, policies);
            await happen(bench, mixture);
            expect(await checkLedger(bench.store, { accounts: ACCOUNTS, options: { rates: RATES } })).toEqual([]);
          },
          { rates: RATES, holdMs: 30 * HOUR_MS },
        ),
      );
      await fc.assert(property, settings);
    });
  });
}

async function begin({ ledger }: Bench, policies: readonly SpendingPolicy[]): Promise<void> {
  for (const [n, policy] of policies.entries()) {
    await ledger.setPolicy({ account: ACCOUNTS[n] as string, policy, by: "owner" });
  }
  for (const account of ["a", "b"]) await ledger.setParents({ account, parents: ["team"], by: "owner" });
  for (const account of ["c", "team"]) await ledger.setParents({ account, parents: ["org"], by: "owner" });
}

async function happen({ ledger, store, clock }: Bench, mixture: readonly [number, [string, Deed][]][]): Promise<void> {
  const behind = createLedger(store, { clock: () => clock.nowMs - 2000, rates: RATES, holdMs: 30 * HOUR_MS });
  const made: Payment[] = [];
  let nth = 0;
  for (const [ms, deeds] of mixture) {
    clock.nowMs += ms;
    await Promise.all(
      deeds.map(([, deed]) => {
        nth += 1;
        return deed({ ledger: nth % 3 === 0 ? behind : ledger, nowMs: clock.nowMs, nth, made });
      }),
    );
  }
}
