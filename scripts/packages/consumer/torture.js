import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { torture } from "@spendrail/ledger-conformance";

const folder = mkdtempSync(join(tmpdir(), "consumer-"));
const { faults, counts } = await torture({
  ledger: { module: new URL("sqlite-store.js", import.meta.url).href, config: join(folder, "spend.db") },
  processes: 2,
  payments: 40,
  seed: 1,
  disturbances: 1,
  disturb: ({ killProcess }) => killProcess(0),
});
rmSync(folder, { recursive: true });
if (faults.length > 0 || counts.held === 0) throw new Error(JSON.stringify({ faults, counts }));
