import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { authorize, copyLedger, createLedger, type Ledger, type LedgerSource } from "@spendrail/ledger";
import { openSqliteStore } from "@spendrail/ledger-sqlite";
import type { SpendingPolicy } from "@spendrail/model";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type PostgresServer, startPostgres } from "../../../scripts/testing/servers/postgres.js";
import { migratePostgres } from "../src/migrate.js";
import { openPostgresStore } from "../src/open.js";
import type { PostgresStore } from "../src/postgres-store.js";
import { AT } from "./ledger-server.js";

const folder = mkdtempSync(join(tmpdir(), "copy-"));
const clock = () => Date.parse(AT);
const LONG = "語".repeat(256);
const ACCOUNTS = ["agent", "team", LONG];

const rules: SpendingPolicy["rules"] = [
  { kind: "limit", per: { type: "sliding", duration: "P1D" }, max: "100", by: "merchant" },
  { kind: "limit", per: { type: "anchored", duration: "P7D" }, max: "500" },
  { kind: "limit", per: { type: "calendar", unit: "month" }, max: "2000" },
  { kind: "velocity", per: "lifetime", max: 2000 },
  { kind: "approval", above: "50" },
];

let server: PostgresServer;
let pool: pg.Pool;
beforeAll(async () => {
  server = await startPostgres();
  pool = new pg.Pool(server.connection);
});
afterAll(async () => {
  await pool.end();
  await server.remove();
  rmSync(folder, { recursive: true });
});

let made = 0;

async function emptyStore(): Promise<PostgresStore> {
  made += 1;
  const schema = `copy ${made}`;
  await migratePostgres(pool, schema);
  const opened = await openPostgresStore(pool, { schema });
  if (!opened.ok) throw new Error(opened.failure.message);
  return opened.value;
}

/** More of everything than one page holds. */
const MORE_THAN_A_PAGE = 510;

/** A file with a ledger in which everything happened. */
async function writtenFile(payments = 10) {
  made += 1;
  const opened = openSqliteStore(join(folder, `${made}.db`));
  if (!opened.ok) throw new Error(opened.failure.message);
  const ledger = createLedger(opened.value, { clock });
  for (const account of ACCOUNTS) {
    await ledger.setPolicy({ account, policy: { version: 1, currency: "USD", rules }, by: "owner" });
  }
  for (const account of ["agent", LONG]) await ledger.setParents({ account, parents: ["team"], by: "owner" });
  await Promise.all(Array.from({ length: payments }, (_, n) => pay(ledger, "agent", `p${n}`, "0.1")));
  await ledger.deliverEvents(() => undefined);
  await pay(ledger, LONG, LONG, "10", "語".repeat(2048));
  await pay(ledger, "agent", "asks", "60");
  await pay(ledger, "agent", "too much", "90");
  await ledger.capture({ account: "agent", payment: "p1" });
  await ledger.refund({ account: "agent", payment: "p1", amount: "0.05" });
  await ledger.void({ account: "agent", payment: "p2" });
  await ledger.freeze({ account: "team", reason: "odd", by: "owner" });
  return { store: opened.value, ledger };
}

function pay(ledger: Ledger, account: string, id: string, amount: string, merchant = "openai.com") {
  return authorize(ledger, undefined, { id, account, amount, merchant, at: AT });
}

/** Everything that a ledger tells, and what it answers to the next steps. */
async function told(ledger: Ledger): Promise<unknown> {
  const events: unknown[] = [];
  const answers = [];
  for (const account of ACCOUNTS) {
    answers.push(await ledger.verifyHistory(account), await ledger.spendingSummary(account, AT));
    answers.push(await ledger.spends({ account, limit: 1000 }), await ledger.records({ account, limit: 1000 }));
  }
  await ledger.deliverEvents((event) => void events.push(event));
  answers.push(await ledger.unfreeze({ account: "team", by: "owner" }));
  answers.push(await pay(ledger, "agent", "p3", "0.1"), await pay(ledger, "agent", "next", "41"));
  answers.push(
    await pay(ledger, LONG, "next", "30"),
    await ledger.approve({ approval: "agent/asks", approver: "boss" }),
  );
  answers.push(await ledger.capture({ account: "agent", payment: "p4" }), await ledger.verifyHistory("agent"));
  return { events, answers };
}

describe("a ledger is copied from SQLite to PostgreSQL", () => {
  it("whole: it tells the same, and goes on the same; and again from PostgreSQL to PostgreSQL", async () => {
    const [{ store, ledger }, first, second] = [
      await writtenFile(MORE_THAN_A_PAGE),
      await emptyStore(),
      await emptyStore(),
    ];
    const copied = await copyLedger(store, first);
    expect(copied).toMatchObject({ ok: true, counts: { head: 3 } });
    if (copied.ok)
      expect(Math.min(copied.counts.document, copied.counts.entry, copied.counts.record)).toBeGreaterThan(500);
    expect(await copyLedger(first, second)).toEqual(copied);
    const expected = await told(ledger);
    expect(await told(createLedger(first, { clock }))).toEqual(expected);
    expect(await told(createLedger(second, { clock }))).toEqual(expected);
  });

  it("not into one that holds something", async () => {
    const [{ store }, target] = [await writtenFile(), await emptyStore()];
    await createLedger(target).freeze({ account: "a", reason: "odd", by: "owner" });
    expect(await copyLedger(store, target)).toMatchObject({ ok: false, error: { code: "foreign" } });
  });

  it("not while it is written to", async () => {
    const [{ store, ledger }, target] = [await writtenFile(), await emptyStore()];
    const busy: LedgerSource = {
      async exportRows(after) {
        if (after === undefined) await ledger.freeze({ account: `a${made++}`, reason: "odd", by: "owner" });
        return store.exportRows(after);
      },
    };
    expect(await copyLedger(busy, target)).toMatchObject({ ok: false, error: { code: "contended" } });
  });

  it("not when its history is broken", async () => {
    const [{ store }, target] = [await writtenFile(), await emptyStore()];
    const forged: LedgerSource = {
      async exportRows(after) {
        const page = await store.exportRows(after);
        if (!page.ok) return page;
        const rows = page.value.rows.map((row) => (row.kind === "record" ? { ...row, body: "{}" } : row));
        return { ok: true, value: { ...page.value, rows } };
      },
    };
    expect(await copyLedger(forged, target)).toMatchObject({ ok: false, error: { code: "corrupt" } });
  });

  it("and what was not copied whole is found out", async () => {
    const [{ store }, target] = [await writtenFile(), await emptyStore()];
    const forgetful = {
      exportRows: (after: string | undefined) => target.exportRows(after),
      importRows: (rows: Parameters<PostgresStore["importRows"]>[0]) =>
        target.importRows(rows.filter((row) => row.kind !== "entry" || row.spend !== "spend/agent/p7")),
    };
    expect(await copyLedger(store, forgetful)).toMatchObject({ ok: false, error: { code: "corrupt" } });
  });
});
