import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { build } from "esbuild";
import type { Orders } from "./worker.js";

const here = import.meta.dirname;
const source = (name: string) => join(here, `../../../${name}/src/index.ts`);

/** Processes that are started ahead, so that one that is killed is replaced at once. */
export class Workers {
  readonly #script: string;
  readonly #ready: ChildProcess[] = [];

  private constructor(script: string, ahead: number) {
    this.#script = script;
    for (let count = 0; count < ahead; count += 1) this.#startAhead();
  }

  /** @param folder for the script of the workers */
  static async start(folder: string, ahead: number): Promise<Workers> {
    const script = join(folder, "worker.mjs");
    await build({
      entryPoints: [join(here, "worker.ts")],
      bundle: true,
      platform: "node",
      format: "esm",
      outfile: script,
      alias: Object.fromEntries(["model", "engine", "ledger"].map((name) => [`@spendrail/${name}`, source(name)])),
      logLevel: "error",
    });
    return new Workers(script, ahead);
  }

  /** Sets a process to work. */
  next(orders: Orders): ChildProcess {
    this.#startAhead();
    const worker = this.#ready.shift() as ChildProcess;
    worker.send(orders);
    return worker;
  }

  async stop(): Promise<void> {
    await Promise.all(this.#ready.map(killed));
  }

  #startAhead(): void {
    const worker = fork(this.#script, {
      // `node:sqlite` prints a warning at each start.
      execArgv: ["--no-warnings"],
      env: { ...process.env, NODE_COMPILE_CACHE: join(this.#script, "../compiled") },
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    this.#ready.push(worker);
  }
}

/** Ends a process in the middle of whatever it does; done when it is gone. */
export async function killed(worker: ChildProcess): Promise<void> {
  if (worker.exitCode !== null || worker.signalCode !== null) return;
  const gone = once(worker, "exit");
  worker.kill("SIGKILL");
  await gone;
}
