import { fileURLToPath } from "node:url";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type PostgresServer, startPostgres } from "../../../scripts/testing/servers/postgres.js";
import { migratePostgres } from "../src/migrate.js";
import { createPostgresLedger } from "../src/postgres-ledger.js";
import { pay, setDaily } from "./ledger-server.js";

const MIGRATION = fileURLToPath(new URL("../migrations/0001_ledger.sql", import.meta.url));

let server: PostgresServer;
let pool: pg.Pool;
beforeAll(async () => {
  server = await startPostgres();
  pool = new pg.Pool(server.connection);
});
afterAll(async () => {
  await pool.end();
  await server.remove();
});

async function expectWorks(schema: string, by = pool): Promise<void> {
  const opened = await createPostgresLedger(by, { schema, clock: () => Date.parse("2026-03-02T12:00:00Z") });
  if (!opened.ok) throw new Error(opened.error.message);
  await setDaily(opened.ledger, "agent");
  expect(await pay(opened.ledger, "agent", "p", "60")).toMatchObject({ outcome: "approved" });
  expect(await pay(opened.ledger, "agent", "q", "60")).toMatchObject({ outcome: "denied" });
}

describe("a schema is made", () => {
  it("by our function, once, however many processes do so at the same time, under any name", async () => {
    const schema = `my "ledger"; 'x' \\ ü`;
    const answers = await Promise.all(Array.from({ length: 8 }, () => migratePostgres(pool, schema)));
    expect(answers.map((answer) => answer.ok && answer.value).sort()).toEqual([0, 1, 1, 1, 1, 1, 1, 1]);
    await expectWorks(schema);
  });

  it("by the caller's own tool, from the file, in a schema that is there", async () => {
    await pool.query("CREATE SCHEMA theirs; CREATE TABLE theirs.note (text text)");
    server.psql(["-1", "-c", "SET search_path TO theirs", "-f", MIGRATION]);
    expect(await migratePostgres(pool, "theirs")).toEqual({ ok: true, value: 1 });
    await expectWorks("theirs");
  });
});

describe("a schema that cannot be used is refused, and left as it is", () => {
  const rows: [string, string, string, string][] = [
    ["is not there", "", "foreign", "ok"],
    ["holds something else", "CREATE SCHEMA s; CREATE TABLE s.note (text text)", "foreign", "ok"],
    ["holds a table of the same name", "CREATE SCHEMA s; CREATE TABLE s.head (text text)", "foreign", "foreign"],
    ["has a newer version", "UPDATE s.schema_version SET version = 99", "newer_version", "newer_version"],
  ];
  it.each(rows)("%s", async (_, prepare, opening, migrating) => {
    await pool.query("DROP SCHEMA IF EXISTS s CASCADE");
    if (prepare.startsWith("UPDATE")) await migratePostgres(pool, "s");
    if (prepare !== "") await pool.query(prepare);
    const error = { code: opening, money: "unchanged" };
    expect(await createPostgresLedger(pool, { schema: "s" })).toMatchObject({ ok: false, error });
    const migrated = await migratePostgres(pool, "s");
    expect(migrated.ok ? "ok" : migrated.failure.code).toBe(migrating);
  });

  it("has an older version: the caller runs the migrations first", async () => {
    await migratePostgres(pool, "older");
    await pool.query("UPDATE older.schema_version SET version = 0");
    expect(await createPostgresLedger(pool, { schema: "older" })).toMatchObject({ error: { code: "older_version" } });
  });

  it("loses a function while it is open: the next step says so", async () => {
    await migratePostgres(pool, "changed");
    const opened = await createPostgresLedger(pool, { schema: "changed" });
    if (!opened.ok) throw new Error(opened.error.message);
    await pool.query("DROP FUNCTION changed.commit_steps");
    const error = { code: "foreign", money: "unchanged" };
    expect(await setDaily(opened.ledger, "agent")).toMatchObject({ error });
  });

  it("belongs to somebody else: a role without rights makes nothing and reads nothing", async () => {
    await pool.query("CREATE ROLE guest LOGIN");
    await migratePostgres(pool, "private");
    const guest = new pg.Pool({ ...server.connection, user: "guest" });
    const error = { code: "unavailable" };
    expect(await createPostgresLedger(guest, { schema: "private" })).toMatchObject({ error });
    expect(await migratePostgres(guest, "guests")).toMatchObject({ ok: false, failure: error });
    await guest.end();
  });
});

it("a role that may only read and write the tables spends", async () => {
  await migratePostgres(pool, "granted");
  await pool.query(`CREATE ROLE spender LOGIN; GRANT USAGE ON SCHEMA granted TO spender;
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA granted TO spender`);
  const spender = new pg.Pool({ ...server.connection, user: "spender" });
  await expectWorks("granted", spender);
  await spender.end();
});

it("records cannot be changed or removed, even by SQL", async () => {
  await migratePostgres(pool);
  for (const change of [
    "UPDATE spendrail.history SET body = ''",
    "DELETE FROM spendrail.history",
    "TRUNCATE spendrail.history",
  ]) {
    await expect(pool.query(change)).rejects.toThrow("append-only");
  }
});
