import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { authorize, createLedger, type Ledger } from "@spendrail/ledger";
import type { SpendingPolicy } from "@spendrail/model";
import { afterAll, describe, expect, it } from "vitest";
import { createSqliteLedger } from "../src/sqlite-ledger.js";
import { SqliteStore } from "../src/sqlite-store.js";

const folder = mkdtempSync(join(tmpdir(), "files-"));
afterAll(() => rmSync(folder, { recursive: true }));

const AT = "2026-03-02T12:00:00Z";
const clock = () => Date.parse(AT);
const daily: SpendingPolicy = {
  version: 1,
  currency: "USD",
  rules: [{ kind: "limit", per: { type: "sliding", duration: "P1D" }, max: "100" }],
};

let files = 0;
function newPath(): string {
  files += 1;
  return join(folder, `${files}.db`);
}

function open(path: string): Ledger {
  const opened = createSqliteLedger(path, { clock });
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.ledger;
}

const pay = (ledger: Ledger, id: string, amount: string) =>
  authorize(ledger, daily, { id, account: "agent", amount, merchant: "openai.com", at: AT });

/** A closed ledger file on which 60 of 100 dollars are held. */
async function writtenFile(): Promise<string> {
  const path = newPath();
  const ledger = open(path);
  expect(await pay(ledger, "before", "60")).toMatchObject({ outcome: "approved" });
  await ledger.close();
  return path;
}

function alter(path: string, sql: string): void {
  const database = new DatabaseSync(path);
  database.exec(sql);
  database.close();
}

/** The 60 dollars are there once, and nothing else is. */
async function expectAsBefore(ledger: Ledger): Promise<void> {
  expect(await ledger.verifyHistory("agent")).toMatchObject({ history: "intact" });
  expect(await pay(ledger, "over", "40.01")).toMatchObject({ outcome: "denied" });
  expect(await pay(ledger, "rest", "40")).toMatchObject({ outcome: "approved" });
}

describe("a file that cannot be used is refused, and left as it is", () => {
  const rows: [string, (path: string) => void, string][] = [
    ["a text", (path) => writeFileSync(path, "Dear ledger,\n".repeat(1000)), "foreign"],
    ["another program's database", (path) => alter(path, "CREATE TABLE note (text TEXT)"), "foreign"],
    [
      "an empty database with another program's mark",
      (path) => alter(path, "PRAGMA application_id = 7; VACUUM"),
      "foreign",
    ],
    ["an empty database with a version", (path) => alter(path, "PRAGMA user_version = 1; VACUUM"), "foreign"],
  ];
  it.each(rows)("%s", (_, write, code) => {
    const path = newPath();
    write(path);
    const before = readFileSync(path);
    expect(createSqliteLedger(path)).toMatchObject({ ok: false, error: { code, money: "unchanged" } });
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  const spoiled: [string, (path: string) => void, string][] = [
    ["a newer version's", (path) => alter(path, "PRAGMA user_version = 99"), "newer_version"],
    ["a table is missing", (path) => alter(path, "DROP TABLE outbox"), "corrupt"],
    ["records can be changed", (path) => alter(path, "DROP TRIGGER record_stays"), "corrupt"],
    ["a column was added", (path) => alter(path, "ALTER TABLE total ADD COLUMN note TEXT"), "corrupt"],
    ["the first page is overwritten behind its header", (path) => overwrite(path, 100, 3000), "corrupt"],
    ["the file is cut", (path) => truncateSync(path, 6000), "corrupt"],
  ];
  it.each(spoiled)("a ledger file: %s", async (_, spoil, code) => {
    const path = await writtenFile();
    spoil(path);
    const before = readFileSync(path);
    expect(createSqliteLedger(path)).toMatchObject({ ok: false, error: { code, money: "unchanged" } });
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it.each([
    ["no such folder", () => join(folder, "no", "such.db")],
    ["a folder", () => folder],
    ["a name with a zero byte", () => "a\0b"],
    ["no file at all", () => ":memory:"],
  ])("%s", (_, path) => {
    expect(createSqliteLedger(path())).toMatchObject({ ok: false, error: { code: "unavailable" } });
  });
});

function overwrite(path: string, from: number, to: number): void {
  const bytes = readFileSync(path);
  bytes.fill(0x5a, from, to);
  writeFileSync(path, bytes);
}

describe("damage that shows only when it is read", () => {
  it("pages are overwritten: an error, and nothing is approved on them", async () => {
    const path = await writtenFile();
    overwrite(path, 4096 * 2, readFileSync(path).length);
    const ledger = open(path);
    const error = { code: "corrupt", money: "unchanged" };
    expect(await pay(ledger, "after", "1")).toMatchObject({ outcome: "failed", error });
    await ledger.close();
  });

  it("a total that is no number is an error", async () => {
    const path = await writtenFile();
    alter(path, "UPDATE total SET money = 'much'");
    const ledger = open(path);
    expect(await pay(ledger, "after", "1")).toMatchObject({ outcome: "failed", error: { code: "corrupt" } });
    await ledger.close();
  });
});

describe("a file that others hold", () => {
  it("is busy past the time-out, nothing is written, and it works again when they are done", async () => {
    const path = await writtenFile();
    const opened = createSqliteLedger(path, { clock, busyMs: 20 });
    if (!opened.ok) throw new Error(opened.error.message);
    const { ledger } = opened;
    const other = new DatabaseSync(path);
    other.exec("BEGIN IMMEDIATE");
    const error = { code: "busy", money: "unchanged" };
    expect(await pay(ledger, "after", "1")).toMatchObject({ outcome: "failed", error });
    expect(await ledger.capture({ account: "agent", payment: "before" })).toMatchObject({ error });
    expect(createSqliteLedger(path, { busyMs: 20 })).toMatchObject({ error });
    expect(await ledger.spend({ account: "agent", payment: "before" })).toMatchObject({ spend: { held: "60" } });
    other.close();
    await expectAsBefore(ledger);
    await ledger.close();
  });
});

describe("a file that takes no writes", () => {
  it("can be read, and every step says that it is read-only", async () => {
    const database = new DatabaseSync(await writtenFile());
    database.exec("PRAGMA query_only = ON");
    const ledger = createLedger(new SqliteStore(database), { clock });
    const error = { code: "read_only", money: "unchanged" };
    expect(await pay(ledger, "after", "1")).toMatchObject({ outcome: "failed", error });
    expect(await ledger.spend({ account: "agent", payment: "before" })).toMatchObject({ spend: { held: "60" } });
    database.exec("PRAGMA query_only = OFF");
    await expectAsBefore(ledger);
    await ledger.close();
  });
});

describe("a ledger file over time", () => {
  it("closed and opened again, everything is as before", async () => {
    const ledger = open(await writtenFile());
    await expectAsBefore(ledger);
    await ledger.close();
  });

  it("steps that wait when it is closed are committed first", async () => {
    const path = newPath();
    const ledger = open(path);
    await ledger.setPolicy({ account: "agent", policy: daily, by: "owner" });
    const frozen = ledger.freeze({ account: "agent", reason: "odd", by: "owner" });
    await ledger.close();
    const answer = await frozen;
    const again = open(path);
    expect((await pay(again, "a", "1")).outcome).toBe(answer.ok ? "denied" : "approved");
    await again.close();
  });

  it("records cannot be changed or removed, even by SQL", async () => {
    const path = await writtenFile();
    expect(() => alter(path, "UPDATE record SET body = '{}'")).toThrow("append-only");
    expect(() => alter(path, "DELETE FROM record")).toThrow("append-only");
  });

  it("a copy made while it is open is a whole ledger", async () => {
    const path = await writtenFile();
    const ledger = open(path);
    const copy = newPath();
    alter(path, `VACUUM INTO '${copy}'`);
    await ledger.close();
    const copied = open(copy);
    await expectAsBefore(copied);
    await copied.close();
  });
});
