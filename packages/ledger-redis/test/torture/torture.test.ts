import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { torture } from "@spendrail/ledger-conformance";
import { afterAll, expect, test } from "vitest";
import { startTortureServer } from "../../../../scripts/testing/servers/redis.js";
import { bundled } from "../../../../scripts/testing/torture/bundled.js";

const folder = mkdtempSync(join(tmpdir(), "torture-redis-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("a server that is killed, loses its connections and forgets its functions: no money is lost or counted twice", async () => {
  const { worker, module } = await bundled(new URL("store.ts", import.meta.url), folder);
  const { config, disturb, stop } = await startTortureServer();
  try {
    const run = { processes: 3, payments: 200, seed: 20_261_122, disturbances: 6 };
    const { faults, counts } = await torture({ worker, ledger: { module, config }, ...run, disturb });
    expect(faults).toEqual([]);
    const { held, denied, taken, expired } = counts;
    for (const happened of [held, denied, taken, expired]) expect(happened).toBeGreaterThan(0);
    expect(counts.disturbances).toBe(run.disturbances);
  } finally {
    await stop();
  }
});
