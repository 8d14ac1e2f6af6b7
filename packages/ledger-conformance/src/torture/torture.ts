import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createLedger, type LedgerStore } from "@spendrail/ledger";
import { checkLedger } from "../checker/check-ledger.js";
import type { Fault } from "../checker/fault.js";
import { allAccounts, fund } from "./budgets.js";
import { Crew } from "./crew.js";
import { Harm } from "./harm.js";
import { isAcknowledged, type Note } from "./journal.js";
import { HOLD_MS, type LedgerModule, openLedgerStore } from "./ledger-module.js";

/** What to do to a ledger. */
export interface TortureOptions {
  /** How every process opens it. There is nothing in it before. */
  readonly ledger: LedgerModule;
  /** The script that the processes run. Default: the one of this package. */
  readonly worker?: string;
  /** How many processes spend. */
  readonly processes: number;
  /** How many payments there are in all. */
  readonly payments: number;
  /** How many payments of a process are under way at once. Default: 8. */
  readonly lanes?: number;
  /** Which payments, and what becomes of them: the same for the same seed. When they meet is left to chance. */
  readonly seed: number;
  /** How often `disturb` is called, spread over the run. */
  readonly disturbances: number;
  /** Does harm, such as killing the server, and is done when that is repaired. The processes spend meanwhile. */
  disturb(disturbance: Disturbance): Promise<void>;
  /** Called now and then. */
  readonly onProgress?: (progress: TortureProgress) => void;
}

export interface Disturbance {
  /** 0, 1, 2, … */
  readonly nth: number;
  readonly processes: number;
  /** An integer from 0 up to one below `most`; the same for the same seed. */
  random(most: number): number;
  /** Kills a process with SIGKILL. Another goes on with its work. */
  killProcess(index: number): Promise<void>;
}

export interface TortureProgress {
  readonly done: number;
  readonly payments: number;
  readonly disturbances: number;
}

/** What came of it. Plain data. */
export interface TortureReport {
  readonly seed: number;
  /** Everything that is wrong; empty: nothing is. */
  readonly faults: readonly Fault[];
  readonly counts: TortureCounts;
}

export interface TortureCounts {
  readonly held: number;
  /** By people. */
  readonly approved: number;
  readonly denied: number;
  /** Captures, voids and refunds. */
  readonly taken: number;
  /** Steps that came after their hold had expired. */
  readonly refused: number;
  readonly expired: number;
  /** Answers that left open whether a step was taken. Each was asked for again. */
  readonly unknown: number;
  readonly disturbances: number;
}

/**
 * Spends from many processes at once, on accounts of their own and shared ones with budgets above them, while harm is done to
 * the ledger; then recomputes everything with `checkLedger`. Each process writes down every answer as it gets it, and asks
 * again with the same ids where an outcome is not known. Their clocks differ by up to a second.
 *
 * Throws when the ledger cannot be opened, or a process ends by itself.
 */
export async function torture(options: TortureOptions): Promise<TortureReport> {
  const { ledger, processes, payments, seed } = options;
  const folder = mkdtempSync(join(tmpdir(), "torture-"));
  const accounts = allAccounts(processes, payments);
  try {
    await prepare(ledger, accounts);
    const { notes, disturbances } = await spend(options, folder);
    const store = await openLedgerStore(ledger);
    const swept = await expireLeft(store);
    const names = accounts.map(({ account }) => account);
    const found = await checkLedger(store, { accounts: names, acknowledged: notes.filter(isAcknowledged) });
    await store.close();
    const counts = countsOf([...notes, { did: "expired", count: swept }], disturbances);
    return { seed, faults: [...failures(notes), ...found], counts };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function prepare(ledger: LedgerModule, accounts: ReturnType<typeof allAccounts>): Promise<void> {
  const made = createLedger(await openLedgerStore(ledger));
  const failure = await fund(made, accounts);
  await made.close();
  if (failure !== undefined) throw new Error(failure);
}

/** Expires the holds that nobody settled. @returns how many there were */
async function expireLeft(store: LedgerStore): Promise<number> {
  const later = createLedger(store, { clock: () => Date.now() + 2 * HOLD_MS });
  const answer = await later.expire();
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.expired;
}

async function spend(options: TortureOptions, folder: string): Promise<{ notes: Note[]; disturbances: number }> {
  const { ledger, processes, payments, lanes = 8, seed, worker = WORKER } = options;
  const share = Math.ceil(payments / processes);
  let done = 0;
  const harm = new Harm(options, share * processes);
  const onPayment = () => {
    done += 1;
    harm.reach(done, crew);
  };
  const crew = new Crew({ worker, folder, processes, onPayment, orders: { ledger, seed, payments: share, lanes } });
  try {
    await Promise.race([crew.finished, harm.failed]);
    await Promise.race([harm.settled(), harm.failed]);
    return { notes: crew.notes(), disturbances: harm.done };
  } finally {
    await crew.stop();
  }
}

const WORKER = fileURLToPath(new URL("./worker.js", import.meta.url));

function failures(notes: readonly Note[]): Fault[] {
  return notes.flatMap((note): Fault[] => {
    if (note.did !== "failed") return [];
    const { account, payment, message } = note;
    return [{ kind: "failed", account, payment, message }];
  });
}

function countsOf(notes: readonly Note[], disturbances: number): TortureCounts {
  const count = (did: Note["did"]) => notes.filter((note) => note.did === did).length;
  return {
    held: count("held"),
    approved: count("approved"),
    denied: count("denied"),
    taken: count("taken"),
    refused: count("refused"),
    expired: notes.reduce((sum, note) => sum + (note.did === "expired" ? note.count : 0), 0),
    unknown: count("unknown"),
    disturbances,
  };
}
