import type { Answer, LedgerStore } from "@spendrail/ledger";
import { openSqliteStore } from "../../src/open.js";

export type Flaw = "forgets holds" | "ignores limits";

interface Flawed {
  readonly path: string;
  readonly flaw: Flaw;
}

/** A store that does not keep what it promises. */
export async function openStore(config: unknown): Promise<Answer<LedgerStore>> {
  const { path, flaw } = config as Flawed;
  const opened = openSqliteStore(path, { busyMs: 30_000 });
  if (!opened.ok) return opened;
  const store = opened.value;
  let holds = 0;
  const commit: LedgerStore["commit"] = async (step) => {
    const isHold = step.records.some(({ type }) => type === "payment.approved");
    if (isHold) holds += 1;
    if (!isHold || holds % 5 > 0) return store.commit(step);
    if (flaw === "forgets holds") return { ok: true, value: { applied: true, atMs: step.instant.atMs } };
    return store.commit({ ...step, adds: step.adds.map((addition) => ({ ...addition, range: {} })) });
  };
  const flawed = new Proxy<LedgerStore>(store, {
    get: (target, key) => {
      const method: unknown = Reflect.get(target, key);
      if (key === "commit") return commit;
      return typeof method === "function" ? method.bind(target) : method;
    },
  });
  return { ok: true, value: flawed };
}
