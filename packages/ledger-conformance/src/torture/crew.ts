import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { type Note, readNotes } from "./journal.js";
import type { Orders, Told } from "./worker.js";

/** What the processes of a crew have in common. */
export interface CrewOptions {
  /** The script that each runs. */
  readonly worker: string;
  /** A folder for what they write. */
  readonly folder: string;
  readonly orders: Omit<Orders, "process" | "journals" | "journal">;
  readonly processes: number;
  /** Called when a payment is done. */
  readonly onPayment: () => void;
}

interface Member {
  child: ChildProcess | undefined;
  isDone: boolean;
  readonly journals: string[];
}

/** Processes that spend. Each that is killed is replaced by one that goes on with its work. */
export class Crew {
  readonly #options: CrewOptions;
  readonly #members: readonly Member[];
  /** Started ahead, so that one that is killed is replaced at once. */
  #spare: ChildProcess;
  /** Done when all payments are; rejected when a process ends by itself. */
  readonly finished: Promise<void>;
  #finish: () => void = () => undefined;
  #fail: (fault: Error) => void = () => undefined;

  constructor(options: CrewOptions) {
    this.#options = options;
    this.finished = new Promise((resolve, reject) => {
      this.#finish = resolve;
      this.#fail = reject;
    });
    this.#spare = this.#fork();
    this.#members = Array.from({ length: options.processes }, () => ({
      child: undefined,
      isDone: false,
      journals: [],
    }));
    for (const index of this.#members.keys()) this.#start(index);
  }

  /** Ends a process in the middle of whatever it does, and has another go on. */
  async kill(index: number): Promise<void> {
    const member = this.#members[index % this.#members.length];
    if (member?.child === undefined || member.isDone) return;
    const { child } = member;
    member.child = undefined;
    await killed(child);
    this.#start(index % this.#members.length);
  }

  async stop(): Promise<void> {
    const children = this.#members.map((member) => {
      const { child } = member;
      member.child = undefined;
      return child;
    });
    await Promise.all([this.#spare, ...children].map((child) => child && killed(child)));
  }

  /** Everything that was written down. */
  notes(): Note[] {
    return this.#members.flatMap(({ journals }) => journals.flatMap(readNotes));
  }

  #start(index: number): void {
    const member = this.#members[index] as Member;
    const child = this.#spare;
    this.#spare = this.#fork();
    const journal = join(this.#options.folder, `${index}-${member.journals.length}.jsonl`);
    const orders: Orders = { ...this.#options.orders, process: index, journals: [...member.journals], journal };
    member.journals.push(journal);
    member.child = child;
    child.on("message", (told: Told) => {
      if (told === "payment") this.#options.onPayment();
      else this.#end(member);
    });
    child.once("exit", (code, signal) => {
      if (member.child !== child || member.isDone) return;
      this.#fail(new Error(`Process ${index} ended by itself (${code ?? signal}).`));
    });
    child.send(orders);
  }

  #end(member: Member): void {
    member.isDone = true;
    if (this.#members.every(({ isDone }) => isDone)) this.#finish();
  }

  #fork(): ChildProcess {
    return fork(this.#options.worker, {
      // `node:sqlite` prints a warning at each start.
      execArgv: ["--no-warnings"],
      env: { ...process.env, NODE_COMPILE_CACHE: join(this.#options.folder, "compiled") },
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
  }
}

async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill("SIGKILL");
  await gone;
}
