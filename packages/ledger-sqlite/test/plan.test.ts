import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, expect, test } from "vitest";
import { openSqliteStore } from "../src/open.js";
import { SqliteStore } from "../src/sqlite-store.js";

const folder = mkdtempSync(join(tmpdir(), "plan-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** The outbox is read from its start, in the order of its key; the partitions are stepped through, one probe of the index each. */
const IN_ORDER = ["SCAN outbox", "SCAN found", "SCAN CONSTANT ROW"];

test("every statement finds its rows through an index, and none has to sort them", async () => {
  const path = join(folder, "ledger.db");
  const opened = openSqliteStore(path);
  if (!opened.ok) throw new Error(opened.failure.message);
  await opened.value.close();
  const database = new DatabaseSync(path);
  const statements: string[] = [];
  const prepare = (sql: string) => {
    statements.push(sql);
    return database.prepare(sql);
  };
  new SqliteStore(
    new Proxy(database, { get: (target, key) => (key === "prepare" ? prepare : Reflect.get(target, key)) }),
  );
  const planned = statements.filter((sql) => /^\s*(SELECT|UPDATE|DELETE|WITH)/.test(sql));
  expect(planned.length).toBeGreaterThan(10);
  const steps = planned.flatMap((sql) =>
    database
      .prepare(`EXPLAIN QUERY PLAN ${sql}`)
      .all()
      .map(({ detail }) => String(detail)),
  );
  database.close();
  const slow = steps.filter((step) => /^SCAN|TEMP B-TREE/.test(step) && !IN_ORDER.includes(step));
  expect(slow).toEqual([]);
});
