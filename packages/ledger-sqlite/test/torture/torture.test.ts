import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type FaultKind, torture } from "@spendrail/ledger-conformance";
import { afterAll, expect, test } from "vitest";
import { startTortureServer } from "../../../../scripts/testing/servers/sqlite.js";
import { bundled } from "../../../../scripts/testing/torture/bundled.js";
import type { Flaw } from "./flawed-store.js";

/** A machine may be busy with other things. */
const PATIENT = { timeout: 300_000 };

const folder = mkdtempSync(join(tmpdir(), "torture-sqlite-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Opens the file in a process of its own. @returns its exit status */
async function openElsewhere(module: string, path: string): Promise<unknown> {
  const script = `const { openStore } = await import(${JSON.stringify(module)});
    process.exitCode = (await openStore(${JSON.stringify(path)})).ok ? 0 : 1;`;
  const child = spawn(process.execPath, ["--no-warnings", "--input-type=module", "-e", script], { stdio: "ignore" });
  return (await once(child, "exit"))[0];
}

test("processes that make the same file at the same time all have it", async () => {
  const { module } = await bundled(new URL("store.ts", import.meta.url), folder);
  const path = join(folder, "made.db");
  const opened = await Promise.all([1, 2, 3, 4].map(() => openElsewhere(module, path)));
  expect(opened).toEqual([0, 0, 0, 0]);
});

test(
  "four processes on one file, of which one or all are killed again and again: no money is lost or counted twice",
  PATIENT,
  async () => {
    const { worker, module } = await bundled(new URL("store.ts", import.meta.url), folder);
    const { config, disturb, stop } = await startTortureServer();
    try {
      const run = { processes: 4, payments: 2_000, seed: 20_261_122, disturbances: 200 };
      const { faults, counts } = await torture({ worker, ledger: { module, config }, ...run, disturb });
      expect(faults).toEqual([]);
      const { held, denied, taken, expired } = counts;
      for (const happened of [held, denied, taken, expired]) expect(happened).toBeGreaterThan(0);
      expect(counts.disturbances).toBe(run.disturbances);
    } finally {
      await stop();
    }
  },
);

test.each<[Flaw, FaultKind]>([
  ["forgets holds", "lost"],
  ["ignores limits", "over_limit"],
])("a store that %s is found out", PATIENT, async (flaw, kind) => {
  const { worker, module } = await bundled(new URL("flawed-store.ts", import.meta.url), folder);
  const config = { path: join(folder, `${kind}.db`), flaw };
  const run = { processes: 2, payments: 150, seed: 7, disturbances: 0 };
  const { faults } = await torture({ worker, ledger: { module, config }, ...run, disturb: async () => undefined });
  expect(faults.map((fault) => fault.kind)).toContain(kind);
});
