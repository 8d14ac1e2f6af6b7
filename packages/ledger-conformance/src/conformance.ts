import type { LedgerStore } from "@spendrail/ledger";
import { accountCases } from "./cases/accounts.js";
import { approvalCases } from "./cases/approvals.js";
import { currencyCases } from "./cases/currencies.js";
import { failureCases } from "./cases/failures.js";
import { hostileCases } from "./cases/hostile.js";
import { interleavingCases } from "./cases/interleavings.js";
import { lifecycleCases } from "./cases/lifecycle.js";
import { mixedCases } from "./cases/mixed-runs.js";
import { pageCases } from "./cases/pages.js";
import { raceCases } from "./cases/races.js";
import { randomCases } from "./cases/random-runs.js";
import { recordCases } from "./cases/records.js";
import { requestCases } from "./cases/requests.js";
import { waitingCases } from "./cases/waiting.js";
import { windowCases } from "./cases/windows.js";

/** What a store that is put to the test says about itself. */
export interface Subject {
  /** A store with nothing in it, which the suite closes. */
  create(): Promise<LedgerStore>;
  /** Another connection to what the store holds, as another process has one. Absent: the store lives in one process. */
  reopen?(store: LedgerStore): Promise<LedgerStore>;
  /** How often random runs are repeated, and how many calls race. Default: 100 runs, 64 calls. */
  effort?: { readonly runs: number; readonly racers: number };
  /** What random runs start from, to repeat one. Default: another at each run; it is printed when one fails. */
  seed?: number;
}

/** What the suite asks of a test runner: vitest, jest and `node:test` with any `expect` of that form have it. */
export interface Runner {
  describe(name: string, body: () => void): void;
  it(name: string, body: () => Promise<void>): void;
  expect(actual: unknown): Expectation;
}

export interface Expectation {
  toEqual(expected: unknown): void;
  toMatchObject(expected: object): void;
}

/**
 * The ledger contract as a test suite: declares every case with the runner that is handed in. Time is injected, and
 * nothing sleeps.
 */
export function ledgerConformance(subject: Subject, runner: Runner): void {
  lifecycleCases(subject, runner);
  approvalCases(subject, runner);
  waitingCases(subject, runner);
  accountCases(subject, runner);
  currencyCases(subject, runner);
  raceCases(subject, runner);
  windowCases(subject, runner);
  recordCases(subject, runner);
  pageCases(subject, runner);
  failureCases(subject, runner);
  requestCases(subject, runner);
  hostileCases(subject, runner);
  randomCases(subject, runner);
  mixedCases(subject, runner);
  interleavingCases(subject, runner);
}
