import type { Answer, LedgerStore } from "@spendrail/ledger";
import pg from "pg";
import { openPostgresStore } from "../../src/open.js";

/** @param config how `pg` connects */
export async function openStore(config: unknown): Promise<Answer<LedgerStore>> {
  const pool = new pg.Pool({ ...(config as pg.PoolConfig), max: 4 });
  const opened = await openPostgresStore(pool);
  if (!opened.ok) {
    await pool.end();
    return opened;
  }
  const store = opened.value;
  const close = store.close.bind(store);
  store.close = async () => {
    await close();
    await pool.end();
  };
  return { ok: true, value: store };
}
