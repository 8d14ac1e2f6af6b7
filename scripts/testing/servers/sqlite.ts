import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TortureServer } from "../torture/torture-server.ts";

/** A file that several processes write to, of which one or all are killed. */
export async function startTortureServer(): Promise<TortureServer> {
  const folder = mkdtempSync(join(tmpdir(), "sqlite-"));
  return {
    config: join(folder, "torture.db"),
    async disturb({ nth, processes, random, killProcess }) {
      // All at once: whoever opens the file next has to recover it.
      const victims = nth % 5 === 4 ? Array.from({ length: processes }, (_, index) => index) : [random(processes)];
      await Promise.all(victims.map(killProcess));
    },
    async stop() {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
