import { createLedger, createMonitor, type LedgerEvent, type LedgerStore, type StoredRecord } from "@spendrail/ledger";
import type { Runner, Subject } from "../conformance.js";
import { onHistory, policy } from "../workbench.js";

/** What is kept of every step, and how it is handed on. */
export function recordCases(subject: Subject, { describe, it, expect }: Runner): void {
  const everything = [
    "policy.changed",
    ...Array<string>(5).fill("payment.approved"),
    "limit.threshold_reached",
    ...Array<string>(3).fill("payment.approved"),
    ...Array<string>(2).fill("payment.denied"),
    "payment.captured",
    "payment.refunded",
  ];

  describe("records", () => {
    it("every step is kept, denials with their figures and trace", () =>
      onHistory(subject, async ({ ledger }) => {
        const page = await ledger.records({ account: "agent" });
        const items = page.ok ? [...page.items].reverse() : [];
        expect(items.map(({ type }) => type)).toEqual(everything);
        expect(items.map(({ sequence }) => sequence)).toEqual(everything.map((_, index) => index + 1));
        expect(items[10]).toMatchObject({
          type: "payment.denied",
          at: "2026-03-02T12:09:00Z",
          body: {
            payment: { id: "p8", amount: "12" },
            decision: {
              code: "window_limit_exceeded",
              figures: { limit: "100", spent: "96", attempted: "12", remaining: "4" },
            },
          },
        });
        expect(items[6]).toMatchObject({ body: { payment: "p4", policyOf: "agent", rule: 1, used: "60", max: "100" } });
      }));

    it("the summary says what each budget has left", () =>
      onHistory(subject, async ({ ledger }) => {
        const rules = policy(
          { kind: "limit", per: "lifetime", max: "100" },
          { kind: "limit", per: { type: "sliding", duration: "P1D" }, max: "200", by: "merchant" },
          { kind: "velocity", per: { type: "calendar", unit: "day" }, max: 20 },
        );
        await ledger.setPolicy({ account: "agent", policy: rules, by: "owner" });
        expect(await ledger.spendingSummary("agent", "2026-03-02T12:30:00Z")).toMatchObject({
          ok: true,
          at: "2026-03-02T12:30:00Z",
          limits: [
            { rule: 0, spent: "94", remaining: "6" },
            { rule: 1, partition: "openai.com", spent: "96", remaining: "104", resetsAt: "2026-03-03T12:01:00Z" },
            { rule: 2, spent: "8", remaining: "12", resetsAt: "2026-03-03T00:00:00Z" },
          ],
        });
        expect(await ledger.spendingSummary("nobody", "2026-03-02T12:30:00Z")).toMatchObject({
          error: { code: "not_found" },
        });
      }));
  });

  describe("a history that was tampered with", () => {
    const tampered =
      (change: (records: readonly StoredRecord[]) => readonly StoredRecord[]) => (store: LedgerStore) => {
        const history: LedgerStore["history"] = async (query) => {
          const answer = await store.history({ ...query, after: 0, limit: 1000 });
          return answer.ok ? { ok: true, value: change(answer.value).slice(query.after) } : answer;
        };
        return new Proxy(store, { get: (target, key) => (key === "history" ? history : bound(target, key)) });
      };
    const edit = (index: number, changes: Partial<StoredRecord>) =>
      tampered((records) => records.map((record, at) => (at === index ? { ...record, ...changes } : record)));
    const cases: [string, (store: LedgerStore) => LedgerStore, number][] = [
      ["an edited body", edit(3, { body: "{}" }), 4],
      ["an edited instant", edit(3, { atMs: 0 }), 4],
      ["an edited type", edit(10, { type: "payment.approved" }), 11],
      ["a removed record", tampered((records) => records.filter((_, at) => at !== 5)), 6],
      ["a removed first record", tampered((records) => records.slice(1)), 1],
      ["a removed last record", tampered((records) => records.slice(0, -1)), 14],
      [
        "two records in the other order",
        tampered((records) => records.toSpliced(4, 2, ...records.slice(4, 6).reverse())),
        5,
      ],
    ];
    for (const [name, tamper, sequence] of cases) {
      it(`${name} is found`, () =>
        onHistory(subject, async ({ ledger, store, clock }) => {
          expect(await ledger.verifyHistory("agent")).toMatchObject({ history: "intact", records: 14 });
          const other = createLedger(tamper(store), { clock: () => clock.nowMs });
          expect(await other.verifyHistory("agent")).toMatchObject({ ok: true, history: "broken", sequence });
        }));
    }

    it("a history that is not the one that was checked before is found", () =>
      onHistory(subject, async ({ ledger }) => {
        const known = await ledger.verifyHistory("agent");
        if (!known.ok || known.history !== "intact") throw new Error("the history is intact");
        expect(await ledger.verifyHistory("agent", known)).toEqual(known);
        expect(await ledger.verifyHistory("agent", { ...known, hash: "0" })).toMatchObject({ history: "broken" });
        expect(await ledger.verifyHistory("agent", { ...known, records: 15 })).toMatchObject({ history: "broken" });
        expect(await ledger.verifyHistory("nobody")).toMatchObject({ history: "intact", records: 0 });
      }));
  });

  describe("events", () => {
    it("come in order, once when nothing fails, and again when the handler did not take them", () =>
      onHistory(subject, async ({ ledger }) => {
        const taken: LedgerEvent[] = [];
        let calls = 0;
        const handle = (event: LedgerEvent) => {
          calls += 1;
          if (calls % 3 === 0) throw new Error("not now");
          taken.push(event);
        };
        for (let tries = 0; tries < 20; tries += 1) await ledger.deliverEvents(handle);
        expect(taken.map(({ type }) => type)).toEqual(everything);
        expect(await ledger.deliverEvents(handle)).toEqual({ ok: true, delivered: 0 });
        await ledger.freeze({ account: "agent", reason: "odd", by: "owner" });
        expect(await ledger.deliverEvents((event) => void taken.push(event))).toEqual({ ok: true, delivered: 1 });
        expect(taken.at(-1)).toMatchObject({ type: "account.frozen", sequence: 15, body: { reason: "odd" } });
      }));

    it("are told apart by account and sequence, whoever acknowledges late", () =>
      onHistory(subject, async ({ ledger, store }) => {
        const seen = new Set<string>();
        const first = await store.outbox(5);
        if (!first.ok) throw new Error(first.failure.message);
        for (const { account, sequence } of first.value) seen.add(`${account} ${sequence}`);
        await ledger.deliverEvents(({ account, sequence }) => void seen.add(`${account} ${sequence}`));
        await store.acknowledge("agent", 3);
        expect(await store.outbox(5)).toEqual({ ok: true, value: [] });
        expect(seen.size).toEqual(14);
      }));

    it("a monitor raises a high denial rate once, and counts what comes twice once", () =>
      onHistory(subject, async ({ ledger }) => {
        const monitor = createMonitor({ windowMs: 3_600_000, denialRate: 0.2, atLeast: 5 });
        const raised: unknown[] = [];
        await ledger.deliverEvents((event) => {
          raised.push(...monitor.observe(event), ...monitor.observe(event));
        });
        expect(raised).toEqual([
          {
            type: "denial_rate.high",
            account: "agent",
            at: "2026-03-02T12:10:00Z",
            decisions: 10,
            denials: 2,
            denialRate: 0.2,
            velocityHits: 0,
          },
        ]);
        expect(monitor.rates("agent", "2026-03-02T13:09:30Z")).toMatchObject({
          decisions: 1,
          denials: 1,
          denialRate: 1,
        });
      }));
  });
}

function bound(target: object, key: PropertyKey): unknown {
  const value: unknown = Reflect.get(target, key, target);
  return typeof value === "function" ? value.bind(target) : value;
}
