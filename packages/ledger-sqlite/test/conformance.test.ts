import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { LedgerStore } from "@spendrail/ledger";
import { ledgerConformance } from "@spendrail/ledger-conformance";
import { afterAll, describe, expect, it } from "vitest";
import { openSqliteStore } from "../src/open.js";

const folder = mkdtempSync(join(tmpdir(), "ledger-"));
afterAll(() => rmSync(folder, { recursive: true }));

const paths = new WeakMap<LedgerStore, string>();
let files = 0;

async function open(path: string): Promise<LedgerStore> {
  const opened = openSqliteStore(path);
  if (!opened.ok) throw new Error(opened.failure.message);
  paths.set(opened.value, path);
  return opened.value;
}

function create(): Promise<LedgerStore> {
  files += 1;
  return open(join(folder, `${files}.db`));
}

const reopen = (store: LedgerStore) => open(paths.get(store) as string);

ledgerConformance({ create, reopen, effort: { runs: 30, racers: 64 } }, { describe, it, expect });
