// A process that spends until its payments are done, or until it is killed. Told by its parent where and as whom.
import { openSync } from "node:fs";
import { setTimeout as pass } from "node:timers/promises";
import { type Authorization, createLedger, type Failed, type Ledger, type LedgerErrorCode } from "@spendrail/ledger";
import type { Acknowledged } from "../checker/acknowledged.js";
import { type Job, type JobStep, jobOf } from "./job.js";
import { isAcknowledged, type Note, readNotes, writeNote } from "./journal.js";
import { HOLD_MS, type LedgerModule, openLedgerStore } from "./ledger-module.js";

export interface Orders {
  readonly ledger: LedgerModule;
  readonly process: number;
  readonly seed: number;
  readonly payments: number;
  /** How many payments are under way at once. */
  readonly lanes: number;
  /** What earlier processes of the same number wrote. */
  readonly journals: readonly string[];
  /** Where to write. */
  readonly journal: string;
}

/** What a worker tells its parent: a payment is done; all are. */
export type Told = "payment" | "all";

const ASKED_AGAIN: readonly LedgerErrorCode[] = ["busy", "unavailable", "unknown_outcome", "contended", "read_only"];
/** Refusals that are right when a hold expired before the step, or its capture was refused. */
const REFUSALS: readonly LedgerErrorCode[] = ["wrong_state", "over_captured"];
const DENIALS: readonly string[] = ["window_limit_exceeded", "merchant_limit_exceeded", "total_limit_exceeded"];
const MOST_ASKED = 2000;
const AGAIN_MS = 20;
/** Clocks of different processes differ by as much. */
const SKEW_MS = 500;

process.once("message", (orders: Orders) => void work(orders));
process.once("disconnect", () => process.exit());

async function work(orders: Orders): Promise<void> {
  const store = await openLedgerStore(orders.ledger);
  const clock = () => Date.now() + ((orders.process % 3) - 1) * SKEW_MS;
  const ledger = createLedger(store, { clock, holdMs: HOLD_MS, approvalMs: HOLD_MS });
  const spender = new Spender(orders, ledger, clock);
  await Promise.all(Array.from({ length: orders.lanes }, () => spender.run()));
  await ledger.close();
  tell("all");
  process.disconnect();
}

function tell(told: Told): void {
  process.send?.(told);
}

/** The payments of one process. */
class Spender {
  readonly #orders: Orders;
  readonly #ledger: Ledger;
  readonly #clock: () => number;
  readonly #journal: number;
  readonly #dates = new Map<string, string>();
  readonly #done = new Set<string>();
  readonly #pending = new Set<string>();
  /** Steps that were answered: they are not asked for again, so that none that got lost is taken anew. */
  readonly #answered = new Set<string>();
  #next = 0;

  constructor(orders: Orders, ledger: Ledger, clock: () => number) {
    this.#orders = orders;
    this.#ledger = ledger;
    this.#clock = clock;
    this.#journal = openSync(orders.journal, "a");
    for (const note of orders.journals.flatMap(readNotes)) this.#learn(note);
  }

  /** One payment after the other. */
  async run(): Promise<void> {
    for (let number = this.#next++; number < this.#orders.payments; number = this.#next++) {
      const payment = `${this.#orders.process}-${number}`;
      if (this.#done.has(payment)) continue;
      await this.#spend(jobOf(this.#orders.seed, this.#orders.process, payment));
      this.#note({ did: "done", payment });
      tell("payment");
    }
  }

  #learn(note: Note): void {
    if (note.did === "asked") this.#dates.set(note.payment, note.at);
    else if (note.did === "done") this.#done.add(note.payment);
    else if (note.did === "pending") this.#pending.add(note.payment);
    else if (isAcknowledged(note)) this.#answered.add(answerId(note));
  }

  #note(note: Note): void {
    writeNote(this.#journal, note);
    this.#learn(note);
  }

  async #spend(job: Job): Promise<void> {
    if ((await this.#isHeld(job)) && (await this.#isApproved(job))) {
      for (const step of job.steps) await this.#step(job, step);
    }
    if (job.expires) await this.#expire();
  }

  async #isHeld({ account, payment, merchant, amount }: Job): Promise<boolean> {
    if (this.#answered.has(answerId({ account, payment, did: "held" }))) return true;
    if (this.#answered.has(answerId({ account, payment, did: "denied" }))) return false;
    const at = this.#dates.get(payment) ?? new Date(this.#clock()).toISOString();
    this.#note({ did: "asked", payment, at });
    const answer = await this.#ask(payment, async () =>
      decided(await this.#ledger.authorize({ id: payment, account, amount, merchant, at })),
    );
    if (!answer.ok) return this.#fail(account, payment, answer.error.message);
    const { outcome, decision } = answer.decided;
    if (outcome === "denied" && !DENIALS.includes(decision.code)) this.#fail(account, payment, decision.message);
    if (outcome === "pending_approval") this.#note({ did: "pending", payment });
    this.#note({ account, payment, did: outcome === "denied" ? "denied" : "held" });
    return outcome !== "denied";
  }

  /** Whether the payment needs no people, or they approve it. Their approval may be denied, or come too late. */
  async #isApproved({ account, payment, isApproved }: Job): Promise<boolean> {
    if (!this.#pending.has(payment) || this.#answered.has(answerId({ account, payment, did: "approved" }))) return true;
    const approval = `${account}/${payment}`;
    if (!isApproved) {
      await this.#ask(payment, () => this.#ledger.reject({ approval, by: "owner" }));
      return false;
    }
    const answer = await this.#ask(payment, async () =>
      decided(await this.#ledger.approve({ approval, approver: "owner" })),
    );
    if (!answer.ok) {
      return answer.error.code === "wrong_state" ? false : this.#fail(account, payment, answer.error.message);
    }
    if (answer.decided.outcome !== "approved") return false;
    this.#note({ account, payment, did: "approved" });
    return true;
  }

  async #step({ account, payment }: Job, { kind, ...step }: JobStep): Promise<void> {
    const known = (["taken", "refused"] as const).map((did) => answerId({ account, payment, did, step: step.id }));
    if (known.some((id) => this.#answered.has(id))) return;
    const request = { account, payment, ...step };
    const answer = await this.#ask(payment, () => this.#ledger[kind](request));
    if (answer.ok) this.#note({ account, payment, did: "taken", step: step.id });
    else if (REFUSALS.includes(answer.error.code)) this.#note({ account, payment, did: "refused", step: step.id });
    else this.#fail(account, payment, `${kind}: ${answer.error.code}: ${answer.error.message}`);
  }

  #fail(account: string, payment: string, message: string): false {
    this.#note({ did: "failed", account, payment, message });
    return false;
  }

  async #expire(): Promise<void> {
    const answer = await this.#ledger.expire();
    if (answer.ok) this.#note({ did: "expired", count: answer.expired });
  }

  /** Asks until there is an answer, with the same ids. */
  async #ask<Value extends { readonly ok: true }>(
    payment: string,
    call: () => Promise<Value | Failed>,
  ): Promise<Value | Failed> {
    for (let asked = 1; ; asked += 1) {
      const answer = await call();
      if (answer.ok || !ASKED_AGAIN.includes(answer.error.code) || asked === MOST_ASKED) return answer;
      if (answer.error.code === "unknown_outcome") this.#note({ did: "unknown", payment });
      await pass(AGAIN_MS);
    }
  }
}

interface Decided {
  readonly ok: true;
  readonly decided: Exclude<Authorization, { outcome: "failed" }>;
}

function decided(answer: Authorization): Decided | Failed {
  return answer.outcome === "failed" ? { ok: false, error: answer.error } : { ok: true, decided: answer };
}

function answerId({ payment, did, step = "" }: Acknowledged): string {
  return `${payment} ${step} ${did}`;
}
