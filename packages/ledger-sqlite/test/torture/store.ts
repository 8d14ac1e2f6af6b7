import type { Answer, LedgerStore } from "@spendrail/ledger";
import { openSqliteStore } from "../../src/open.js";

/** @param config the file's path */
export async function openStore(config: unknown): Promise<Answer<LedgerStore>> {
  return openSqliteStore(String(config), { busyMs: 30_000 });
}
