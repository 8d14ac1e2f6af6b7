import type { Answer, LedgerStore } from "@spendrail/ledger";
import { createClient } from "redis";
import { openRedisStore } from "../../src/open.js";

/** @param config the port of a server on loopback */
export async function openStore(config: unknown): Promise<Answer<LedgerStore>> {
  const { port } = config as { readonly port: number };
  const client = await createClient({
    url: `redis://127.0.0.1:${port}`,
    socket: { reconnectStrategy: () => 20 },
  })
    .on("error", () => undefined)
    .connect();
  const opened = await openRedisStore(client);
  if (!opened.ok) {
    client.destroy();
    return { ok: false, failure: { code: "unavailable", message: opened.failure.message } };
  }
  const store = opened.value;
  const close = store.close.bind(store);
  store.close = async () => {
    await close();
    client.destroy();
  };
  return { ok: true, value: store };
}
