import { authorize, type Page, type StoredRecord } from "@spendrail/ledger";
import type { Runner, Subject } from "../conformance.js";
import { daily, onBench, onHistory, payment } from "../workbench.js";

/** What is asked for of a page. */
interface Asked {
  readonly account: string;
  readonly limit: number;
  readonly after?: string;
}

/** The past, a page at a time: each thing is on one of them, whatever their size. */
export function pageCases(subject: Subject, { describe, it, expect }: Runner): void {
  describe("pages", () => {
    it("of decisions and spends fit together, newest first", () =>
      onHistory(subject, async ({ ledger }) => {
        for (const limit of [1, 3, 4, 8, 1000]) {
          const decisions = await allOf(limit, (asked) => ledger.decisions(asked));
          expect(decisions.map(({ body }) => body.payment.id).join(" ")).toEqual("p9 p8 p7 p6 p5 p4 p3 p2 p1 p0");
          const spends = await allOf(limit, (asked) => ledger.spends(asked));
          expect(spends.map((spend) => spend.payment).join(" ")).toEqual("p7 p6 p5 p4 p3 p2 p1 p0");
        }
      }));

    it("go by instant, whatever the order in which records were written", () =>
      onBench(subject, async ({ ledger, clock }) => {
        await ledger.setPolicy({ account: "agent", policy: daily("1"), by: "owner" });
        const instants = [5, 1, 3, 3, 2, 5, 4].map((minutes) => new Date(clock.nowMs + minutes * 60_000).toISOString());
        clock.nowMs += 5 * 60_000;
        for (const [n, at] of instants.entries()) await authorize(ledger, undefined, payment(`p${n}`, "2", { at }));
        const from = instants[2] as string;
        for (const limit of [1, 2, 3, 7, 8]) {
          const all = await allOf(limit, (asked) => ledger.violations(asked));
          expect(all.map(({ body }) => body.payment.id).join(" ")).toEqual("p5 p0 p6 p3 p2 p4 p1");
          const late = await allOf(limit, (asked) => ledger.violations({ ...asked, from }));
          expect(late.map(({ body }) => body.payment.id).join(" ")).toEqual("p5 p0 p6 p3 p2");
        }
      }));

    it("lie in [from, to)", () =>
      onHistory(subject, async ({ ledger }) => {
        const idsIn = async (from: string, to: string) => {
          const page = await ledger.violations({ account: "agent", from, to });
          return page.ok ? page.items.map(({ body }) => body.payment.id) : page.error.code;
        };
        expect(await idsIn("2026-03-02T12:09:00Z", "2026-03-02T12:10:00.001Z")).toEqual(["p9", "p8"]);
        expect(await idsIn("2026-03-02T12:09:00.001Z", "2026-03-02T12:10:00Z")).toEqual([]);
        expect(await idsIn("yesterday", "2026-03-02T12:10:00Z")).toEqual("invalid");
      }));

    it("of several accounts under one budget can be put in the order in which the records were written", () =>
      onBench(subject, async ({ ledger, store }) => {
        await ledger.setPolicy({ account: "team", policy: daily("100"), by: "owner" });
        const accounts = ["agent", "other"];
        for (const account of accounts) await ledger.setParents({ account, parents: ["team"], by: "owner" });
        for (let n = 0; n < 6; n += 1) {
          await authorize(ledger, undefined, payment(`p${n}`, "1", { account: accounts[n % 2] as string }));
        }
        await ledger.setPolicy({ account: "team", policy: daily("50"), by: "owner" });
        await ledger.void({ account: "other", payment: "p1" });
        const records: StoredRecord[] = [];
        for (const account of ["team", ...accounts]) {
          const page = await store.history({ account, after: 0, limit: 100 });
          if (page.ok) records.push(...page.value);
        }
        const told = records.sort((a, b) => a.position - b.position).map(({ account, type }) => `${account} ${type}`);
        const approved = Array.from({ length: 6 }, (_, n) => `${accounts[n % 2]} payment.approved`);
        expect(told.filter((each) => !each.endsWith("parents_changed"))).toEqual([
          "team policy.changed",
          ...approved,
          "team policy.changed",
          "other payment.voided",
        ]);
        expect(new Set(records.map(({ position }) => position)).size).toEqual(records.length);
      }));
  });
}

/** Everything on the pages of the agent. */
async function allOf<Item>(limit: number, read: (asked: Asked) => Promise<Page<Item>>): Promise<Item[]> {
  const items: Item[] = [];
  let after: string | undefined;
  do {
    const page = await read({ account: "agent", limit, ...(after === undefined ? {} : { after }) });
    if (!page.ok) throw new Error(page.error.message);
    items.push(...page.items);
    after = page.next;
  } while (after !== undefined);
  return items;
}
