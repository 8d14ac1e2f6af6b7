import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { type Authorization, authorize, createLedger, type Ledger } from "@spendrail/ledger";
import type { SpendingPolicy } from "@spendrail/model";
import { afterAll, describe, expect, it } from "vitest";
import { createSqliteLedger } from "../src/sqlite-ledger.js";
import { SqliteStore } from "../src/sqlite-store.js";

const folder = mkdtempSync(join(tmpdir(), "full-"));
const isMounted = mount("size=640k");
afterAll(() => {
  // Also when a test failed and left a file open.
  if (isMounted) spawnSync("umount", ["--lazy", folder]);
  rmSync(folder, { recursive: true });
});

/** Puts a disk in memory in place of the folder, or gives the one that is there another size. */
function mount(options: string): boolean {
  return spawnSync("mount", ["-t", "tmpfs", "-o", options, "tmpfs", folder], { stdio: "ignore" }).status === 0;
}

const AT = "2026-03-02T12:00:00Z";
const clock = () => Date.parse(AT);
const daily: SpendingPolicy = {
  version: 1,
  currency: "USD",
  rules: [{ kind: "limit", per: { type: "sliding", duration: "P1D" }, max: "100" }],
};

interface Disk {
  readonly ledger: Ledger;
  /** Gives it room. */
  grow(): void;
}

/** A ledger on a disk in memory that is really full soon. */
function onSmallDisk(): Disk {
  const opened = createSqliteLedger(join(folder, "ledger.db"), { clock });
  if (!opened.ok) throw new Error(opened.error.message);
  return { ledger: opened.ledger, grow: () => mount("remount,size=16m") };
}

/** A ledger in a file to which SQLite itself sets a bound. */
async function inSmallFile(): Promise<Disk> {
  const path = join(folder, "bounded.db");
  const opened = createSqliteLedger(path, { clock });
  if (!opened.ok) throw new Error(opened.error.message);
  await opened.ledger.close();
  const database = new DatabaseSync(path, { timeout: 5000 });
  database.exec("PRAGMA max_page_count = 40");
  const ledger = createLedger(new SqliteStore(database), { clock });
  return { ledger, grow: () => database.exec("PRAGMA max_page_count = 1000000") };
}

const NUMBERS = Array.from({ length: 60 }, (_, n) => n);
const pay = (ledger: Ledger, n: number | string, amount: string) =>
  authorize(ledger, daily, { id: `p${n}`, account: "agent", amount, merchant: "openai.com", at: AT });

const isApproved = ({ outcome }: Authorization) => outcome === "approved";
const full = { outcome: "failed", error: { code: "full", money: "unchanged" } };

describe("a full disk", () => {
  const kinds: [string, () => Disk | Promise<Disk>][] = [
    ...(isMounted ? ([["a disk in memory", onSmallDisk]] as [string, () => Disk][]) : []),
    [isMounted ? "max_page_count" : "max_page_count only, for this test may mount no disk", inSmallFile],
  ];
  it.each(kinds)(
    "(%s) fails the steps that find no room whole; what is there stays, and all goes on with room",
    async (_, open) => {
      const { ledger, grow } = await open();
      const oneByOne: Authorization[] = [];
      for (const n of NUMBERS) oneByOne.push(await pay(ledger, n, "1"));
      const atOnce = await Promise.all(NUMBERS.map((n) => pay(ledger, `q${n}`, "0.1")));
      const answers = [...oneByOne, ...atOnce];
      const held = answers.filter(isApproved).length;
      expect(held).toBeGreaterThan(0);
      expect(answers.length - held).toBeGreaterThan(60);
      for (const answer of answers) if (!isApproved(answer)) expect(answer).toMatchObject(full);
      const captured = await ledger.capture({ account: "agent", payment: "p0" });
      if (!captured.ok) expect(captured).toMatchObject({ error: full.error });
      const spends = await ledger.spends({ account: "agent", limit: 1000 });
      expect(spends.ok && spends.items.length).toBe(held);
      expect(await ledger.verifyHistory("agent")).toMatchObject({ history: "intact" });
      grow();
      for (const n of NUMBERS) expect(await pay(ledger, n, "1")).toMatchObject({ outcome: "approved" });
      for (const n of NUMBERS) expect(await pay(ledger, `q${n}`, "0.1")).toMatchObject({ outcome: "approved" });
      expect(await ledger.verifyHistory("agent")).toMatchObject({ history: "intact" });
      expect(await pay(ledger, "over", "34.01")).toMatchObject({ outcome: "denied" });
      expect(await pay(ledger, "rest", "34")).toMatchObject({ outcome: "approved" });
      await ledger.close();
    },
  );
});
