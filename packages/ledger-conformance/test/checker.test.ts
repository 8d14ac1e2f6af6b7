import {
  type Answer,
  type Commit,
  createLedger,
  type LedgerStore,
  MemoryStore,
  type Step,
  type StoredRecord,
} from "@spendrail/ledger";
import { type Acknowledged, checkLedger } from "@spendrail/ledger-conformance";
import { formatInstant, type SpendingPolicy } from "@spendrail/model";
import { describe, expect, it } from "vitest";
import { START_MS } from "../src/workbench.js";

const policyOf = (max: string): SpendingPolicy => ({
  version: 1,
  currency: "USD",
  rules: [
    { kind: "limit", per: { type: "sliding", duration: "PT1H" }, max },
    { kind: "limit", per: { type: "anchored", duration: "PT1H" }, max, by: "merchant" },
    { kind: "limit", per: "lifetime", max },
    { kind: "velocity", per: { type: "calendar", unit: "day" }, max: 6 },
    { kind: "approval", above: "45" },
  ],
});

/** Four payments of 20 or 50 dollars by two agents of a team with 100, in every state. Keeps what was answered. */
async function spendAll(store: LedgerStore): Promise<Acknowledged[]> {
  let nowMs = START_MS;
  const ledger = createLedger(store, { clock: () => nowMs, holdMs: 3_600_000 });
  for (const account of ["team", "agent", "other"])
    await ledger.setPolicy({ account, policy: policyOf("100"), by: "owner" });
  for (const account of ["agent", "other"]) await ledger.setParents({ account, parents: ["team"], by: "owner" });
  const acknowledged: Acknowledged[] = [];
  const pay = async (account: string, id: string, amount: string, merchant = "openai.com") => {
    nowMs += 1000;
    const answer = await ledger.authorize({ id, account, amount, merchant, at: formatInstant(nowMs) });
    if (answer.outcome !== "failed") {
      acknowledged.push({ account, payment: id, did: answer.outcome === "denied" ? "denied" : "held" });
    }
  };
  const take = async (step: "capture" | "void" | "refund", account: string, payment: string, amount?: string) => {
    nowMs += 1000;
    const amounts = amount === undefined ? {} : { amount };
    const request = { account, payment, id: `${step} ${amount ?? "all"}` };
    const answer = step === "void" ? await ledger.void(request) : await ledger[step]({ ...request, ...amounts });
    acknowledged.push({ account, payment, did: answer.ok ? "taken" : "refused", step: request.id });
  };
  await pay("agent", "settled", "20");
  await take("capture", "agent", "settled", "15");
  await pay("other", "given back", "20");
  await take("void", "other", "given back");
  await pay("other", "asked", "50", "github.com");
  await ledger.approve({ approval: "other/asked", approver: "boss" });
  await take("capture", "other", "asked");
  await take("refund", "other", "asked", "5");
  await take("capture", "other", "asked", "1");
  await pay("agent", "too much", "40", "arxiv.org");
  await pay("agent", "last", "20");
  return acknowledged;
}

const CHECKED = ["agent", "other", "team"];

/** A store that answers through another. */
function changed(store: LedgerStore, changes: Partial<LedgerStore>): LedgerStore {
  return new Proxy(store, {
    get: (target, key) => {
      const value: unknown = Reflect.get(key in changes ? changes : target, key);
      return typeof value === "function" ? value.bind(key in changes ? changes : target) : value;
    },
  });
}

const committing = (store: LedgerStore, commit: (step: Step) => Promise<Answer<Commit>>) => changed(store, { commit });
const isOf = (step: Step, type: string, payment: string) =>
  step.records.some((record) => record.type === type && record.body.includes(JSON.stringify(payment)));

/** A store that does something else with the steps that write a record of a type about a payment. */
const altering =
  (type: string, payment: string, alter: (step: Step, store: LedgerStore) => Promise<Answer<Commit>>) =>
  (store: LedgerStore) =>
    committing(store, (step) => (isOf(step, type, payment) ? alter(step, store) : store.commit(step)));

/** A store whose answers about records are changed. */
const rewriting =
  (change: (records: readonly StoredRecord[]) => readonly StoredRecord[]) =>
  (store: LedgerStore): LedgerStore => {
    const history: LedgerStore["history"] = async (query) => {
      const answer = await store.history(query);
      return answer.ok ? { ok: true, value: change(answer.value) } : answer;
    };
    return changed(store, { history });
  };

describe("a ledger that keeps what it promises has no faults", () => {
  it("payments in every state", async () => {
    const store = new MemoryStore();
    const acknowledged = await spendAll(store);
    expect(acknowledged.map(({ did }) => did)).toEqual([
      "held",
      "taken",
      "held",
      "taken",
      "held",
      "taken",
      "taken",
      "refused",
      "denied",
      "held",
    ]);
    expect(await checkLedger(store, { accounts: CHECKED, acknowledged })).toEqual([]);
  });
});

describe("a planted fault is found", () => {
  const withoutRanges = (step: Step) => ({ ...step, adds: step.adds.map((each) => ({ ...each, range: {} })) });
  const faulty: [string, (store: LedgerStore) => LedgerStore, string[]][] = [
    [
      "a limit that is not enforced",
      (store) => committing(store, (step) => store.commit(withoutRanges(step))),
      ["over_limit"],
    ],
    ["a hold that was acknowledged and not written", altering("payment.approved", "last", lose), ["lost"]],
    ["a capture that was acknowledged and not written", altering("payment.captured", "settled", lose), ["lost"]],
    ["a denial that was acknowledged and not written", altering("payment.denied", "too much", lose), ["lost"]],
    [
      "a capture that is applied twice",
      altering("payment.captured", "settled", async (step, store) => {
        await store.commit({ ...step, puts: [] });
        return store.commit(step);
      }),
      ["impossible", "twice"],
    ],
    [
      "a hold that is applied twice",
      altering("payment.approved", "last", async (step, store) => {
        await store.commit({ ...step, puts: [] });
        return store.commit(withoutRanges(step));
      }),
      ["total_differs", "twice"],
    ],
    [
      "a total that does not count a spend",
      altering("payment.approved", "last", (step, store) => store.commit({ ...step, adds: [] })),
      ["total_differs"],
    ],
    [
      "a total that is not given back",
      altering("payment.voided", "given back", (step, store) => store.commit({ ...step, releases: [] })),
      ["total_differs"],
    ],
    [
      "a total that is given back twice",
      altering("payment.voided", "given back", (step, store) =>
        store.commit({ ...step, releases: [...step.releases, ...step.releases] }),
      ),
      ["total_differs"],
    ],
    [
      "a spend that is not written",
      altering("payment.refunded", "asked", (step, store) => store.commit({ ...step, puts: [] })),
      ["spend_differs"],
    ],
    [
      "a spend that is on no list",
      altering("payment.approved", "last", (step, store) =>
        store.commit({ ...step, puts: step.puts.map((put) => ({ ...put, lists: [] })) }),
      ),
      ["spend_differs"],
    ],
    [
      "a step that writes no record",
      altering("payment.voided", "given back", (step, store) => store.commit({ ...step, records: [] })),
      ["lost", "over_limit", "spend_differs", "total_differs"],
    ],
  ];
  it.each(faulty)("%s", async (_, spoil, kinds) => {
    const store = new MemoryStore();
    const acknowledged = await spendAll(spoil(store));
    const faults = await checkLedger(store, { accounts: CHECKED, acknowledged });
    expect([...new Set(faults.map(({ kind }) => kind))].sort()).toEqual(kinds.sort());
  });

  const edit = (type: string, change: (body: string) => string) => (records: readonly StoredRecord[]) =>
    records.map((record) => (record.type === type ? { ...record, body: change(record.body) } : record));
  const tampered: [string, (store: LedgerStore) => LedgerStore, string[]][] = [
    [
      "an edited record",
      rewriting(edit("payment.captured", (body) => body.replace('"amount":"15"', '"amount":"14"'))),
      ["broken_chain", "impossible"],
    ],
    [
      "a removed record",
      rewriting((records) => records.filter(({ type }) => type !== "policy.changed")),
      ["broken_chain"],
    ],
    [
      "records whose positions contradict their sequence",
      rewriting((records) => records.map((record) => ({ ...record, position: -record.position }))),
      ["order"],
    ],
    [
      "a store that does not answer",
      (store) =>
        changed(store, { history: async () => ({ ok: false, failure: { code: "busy", message: "It is locked." } }) }),
      ["unreadable"],
    ],
  ];
  it.each(tampered)("%s", async (_, tamper, kinds) => {
    const store = new MemoryStore();
    const acknowledged = await spendAll(store);
    const faults = await checkLedger(tamper(store), { accounts: CHECKED, acknowledged });
    expect([...new Set(faults.map(({ kind }) => kind))]).toEqual(expect.arrayContaining(kinds));
  });

  const said: [string, Acknowledged, string][] = [
    ["a hold", { account: "agent", payment: "never", did: "held" }, "lost"],
    ["a denial", { account: "agent", payment: "never", did: "denied" }, "lost"],
    ["an approval", { account: "agent", payment: "never", did: "approved" }, "lost"],
    ["a capture", { account: "agent", payment: "settled", did: "taken", step: "never" }, "lost"],
    ["a denial of what is held", { account: "agent", payment: "last", did: "denied" }, "contradicted"],
    [
      "a refusal of what was taken",
      { account: "agent", payment: "settled", did: "refused", step: "capture 15" },
      "contradicted",
    ],
  ];
  it.each(said)("%s that was acknowledged and is not so", async (_, one, kind) => {
    const store = new MemoryStore();
    await spendAll(store);
    expect(await checkLedger(store, { accounts: CHECKED, acknowledged: [one] })).toMatchObject([
      { kind, payment: one.payment },
    ]);
  });
});

async function lose(): Promise<Answer<Commit>> {
  return { ok: true, value: { applied: true, atMs: START_MS } };
}
