// npm run torture -- sqlite|postgres|redis [--processes N] [--payments M] [--kills K] [--seed S]: spends from many processes while
// harm is done to the ledger, then recomputes everything.
// Exit status: 0 nothing is wrong, 1 something is, or the ledger could not be started, 2 the command is not understood.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type TortureProgress, type TortureReport, torture } from "@spendrail/ledger-conformance";
import { bundled } from "../testing/torture/bundled.ts";
import type { TortureServer } from "../testing/torture/torture-server.ts";

const LEDGERS = ["sqlite", "postgres", "redis"];
const USAGE = `Usage: npm run torture -- ${LEDGERS.join("|")} [--processes N] [--payments M] [--kills K] [--seed S]`;
const MOST_SHOWN = 20;

interface Command {
  readonly ledger: string;
  readonly processes: number;
  readonly payments: number;
  readonly disturbances: number;
  readonly seed: number;
}

/** @returns `undefined` for what is not understood */
function readCommand(args: string[]): Command | undefined {
  const options = { processes: "4", payments: "20000", kills: "200", seed: String(Date.now() % 2 ** 31) };
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: Object.fromEntries(
        Object.entries(options).map(([name, standard]) => [name, { type: "string" as const, default: standard }]),
      ),
    });
    const [processes, payments, disturbances, seed] = Object.keys(options).map((name) => Number(values[name]));
    const [ledger = ""] = positionals;
    const numbers = { processes, payments, disturbances, seed } as Omit<Command, "ledger">;
    const isRight = Object.values(numbers).every((number) => Number.isSafeInteger(number) && number >= 0);
    const isKnown = positionals.length === 1 && LEDGERS.includes(ledger);
    return isKnown && isRight && numbers.processes > 0 && numbers.payments > 0 ? { ledger, ...numbers } : undefined;
  } catch {
    return undefined;
  }
}

async function tortureLedger({ ledger, ...run }: Command): Promise<TortureReport> {
  const { startTortureServer }: { startTortureServer(): Promise<TortureServer> } = await import(
    `../testing/servers/${ledger}.ts`
  );
  const folder = mkdtempSync(join(tmpdir(), "torture-"));
  const opener = new URL(`../../packages/ledger-${ledger}/test/torture/store.ts`, import.meta.url);
  const { worker, module } = await bundled(opener, folder);
  const { config, disturb, stop } = await startTortureServer();
  try {
    return await torture({ worker, ledger: { module, config }, ...run, disturb, onProgress });
  } finally {
    await stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function onProgress({ done, payments, disturbances }: TortureProgress): void {
  if (!process.stderr.isTTY) return;
  const line = `${done} of ${payments} payments, ${disturbances} disturbances`;
  process.stderr.write(done === payments ? `\r${line}\n` : `\r${line} `);
}

function printed({ seed, faults, counts }: TortureReport): string {
  const lines = Object.entries(counts).map(([name, count]) => `${name.padEnd(12)} ${count}`);
  const shown = faults.slice(0, MOST_SHOWN).map(({ kind, message }) => `${kind}: ${message}`);
  const more = faults.length > MOST_SHOWN ? [`… and ${faults.length - MOST_SHOWN} more`] : [];
  const verdict = faults.length === 0 ? "Nothing is wrong." : `${faults.length} faults:`;
  return [`seed         ${seed}`, ...lines, "", verdict, ...shown, ...more, ""].join("\n");
}

const command = readCommand(process.argv.slice(2));
if (command === undefined) {
  process.stderr.write(`${USAGE}\n`);
  process.exitCode = 2;
} else {
  try {
    const report = await tortureLedger(command);
    process.stdout.write(printed(report));
    process.exitCode = report.faults.length === 0 ? 0 : 1;
  } catch (fault) {
    process.stderr.write(`${fault instanceof Error ? fault.message : String(fault)}\n`);
    process.exitCode = 1;
  }
}
