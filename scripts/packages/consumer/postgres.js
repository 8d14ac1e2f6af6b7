import { existsSync } from "node:fs";
import { createPostgresLedger } from "@spendrail/ledger-postgres";

const migration = new URL("../migrations/0001_ledger.sql", import.meta.resolve("@spendrail/ledger-postgres"));
if (!existsSync(migration)) throw new Error("the migrations are missing");
const unreachable = { connect: () => Promise.reject(new Error("nobody listens")), on() {}, off() {} };
const opened = await createPostgresLedger(unreachable);
if (opened.ok || opened.error.code !== "unavailable") throw new Error(JSON.stringify(opened));
