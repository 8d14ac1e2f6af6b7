import { authorize } from "@spendrail/ledger";
import type { Rule, SpendingPolicy } from "@spendrail/model";
import type { Runner, Subject } from "../conformance.js";
import { onBench, payment } from "../workbench.js";

const limit = (max: string): Rule => ({ kind: "limit", per: "lifetime", max });
const inCurrency = (currency: string, ...rules: Rule[]): SpendingPolicy => ({ version: 1, currency, rules });
/** One dollar is 0.9 euro or 150 yen, one euro 1.1 dollars or 166 yen. */
const rates = { rates: { EUR: { USD: "0.9" }, USD: { EUR: "1.1" }, JPY: { USD: "150", EUR: "166" } } };

/** Money stays the money it was authorised as, whatever currency others count in. */
export function currencyCases(subject: Subject, { describe, it, expect }: Runner): void {
  describe("currencies", () => {
    it("a child of a parent in another currency pays nothing without a rate", () =>
      onBench(subject, async ({ ledger }) => {
        await ledger.setPolicy({ account: "team", policy: inCurrency("EUR", limit("1000")), by: "owner" });
        await ledger.setPolicy({ account: "agent", policy: inCurrency("USD", limit("1000")), by: "owner" });
        await ledger.setParents({ account: "agent", parents: ["team"], by: "owner" });
        expect(await authorize(ledger, undefined, payment("a", "10"))).toMatchObject({
          outcome: "denied",
          decision: { code: "currency_mismatch" },
        });
        expect(await ledger.spends({ account: "team" })).toMatchObject({ items: [] });
      }));

    it("a payment that states no currency is in that of its own account's policy, on every account", () =>
      onBench(
        subject,
        async ({ ledger }) => {
          await ledger.setPolicy({ account: "team", policy: inCurrency("EUR", limit("95")), by: "owner" });
          await ledger.setPolicy({ account: "agent", policy: inCurrency("USD", limit("1000")), by: "owner" });
          await ledger.setParents({ account: "agent", parents: ["team"], by: "owner" });
          expect(await authorize(ledger, undefined, payment("a", "100"))).toMatchObject({ outcome: "approved" });
          expect(await ledger.spendingSummary("team", payment("a", "1").at)).toMatchObject({
            limits: [{ spent: "90", remaining: "5" }],
          });
          expect(await authorize(ledger, undefined, payment("b", "5.56"))).toMatchObject({ outcome: "denied" });
          expect(await ledger.capture({ account: "agent", payment: "a", amount: "50", final: true })).toMatchObject({
            ok: true,
          });
          expect(await ledger.spendingSummary("team", payment("a", "1").at)).toMatchObject({
            limits: [{ spent: "45" }],
          });
        },
        rates,
      ));

    it("three currencies above each other: each budget counts at the rates of its own", () =>
      onBench(
        subject,
        async ({ ledger }) => {
          const levels = { agent: ["USD", "100"], team: ["EUR", "81"], org: ["JPY", "13200"] } as const;
          for (const [account, [currency, max]] of Object.entries(levels)) {
            await ledger.setPolicy({ account, policy: inCurrency(currency, limit(max)), by: "owner" });
          }
          await ledger.setParents({ account: "agent", parents: ["team"], by: "owner" });
          await ledger.setParents({ account: "team", parents: ["org"], by: "owner" });
          expect(await authorize(ledger, undefined, payment("a", "50"))).toMatchObject({ outcome: "approved" });
          const euros = payment("b", "20", { currency: "EUR" });
          expect(await authorize(ledger, undefined, euros)).toMatchObject({ outcome: "approved" });
          const spent = async (account: string) => {
            const summary = await ledger.spendingSummary(account, payment("a", "1").at);
            return summary.ok ? summary.limits.map((each) => each.spent) : summary.error.code;
          };
          expect(await spent("agent")).toEqual(["72"]);
          expect(await spent("team")).toEqual(["65"]);
          expect(await spent("org")).toEqual(["10820"]);
          expect(await authorize(ledger, undefined, payment("c", "15.87"))).toMatchObject({ outcome: "denied" });
          expect(await authorize(ledger, undefined, payment("d", "15.86"))).toMatchObject({ outcome: "approved" });
          expect(await authorize(ledger, undefined, payment("e", "1", { currency: "GBP" }))).toMatchObject({
            outcome: "denied",
            decision: { code: "currency_mismatch" },
          });
          await ledger.void({ account: "agent", payment: "d" });
          await ledger.capture({ account: "agent", payment: "b", amount: "10", final: true });
          expect(await spent("org")).toEqual(["9160"]);
        },
        rates,
      ));

    it("a policy in another currency counts what was spent at its rate", () =>
      onBench(
        subject,
        async ({ ledger }) => {
          await ledger.setPolicy({ account: "agent", policy: inCurrency("USD", limit("1000")), by: "owner" });
          await authorize(ledger, undefined, payment("a", "100"));
          await ledger.setPolicy({ account: "agent", policy: inCurrency("EUR", limit("95")), by: "owner" });
          expect(await authorize(ledger, undefined, payment("b", "5.01"))).toMatchObject({ outcome: "denied" });
          expect(await authorize(ledger, undefined, payment("c", "5"))).toMatchObject({ outcome: "approved" });
        },
        rates,
      ));

    it("a policy that cannot count what was spent is refused, and the one before it stays", () =>
      onBench(subject, async ({ ledger }) => {
        await ledger.setPolicy({ account: "agent", policy: inCurrency("USD", limit("100")), by: "owner" });
        await authorize(ledger, undefined, payment("a", "60"));
        expect(
          await ledger.setPolicy({ account: "agent", policy: inCurrency("JPY", limit("100")), by: "owner" }),
        ).toMatchObject({ ok: false, error: { code: "invalid", money: "unchanged" } });
        expect(await authorize(ledger, undefined, payment("b", "40.01"))).toMatchObject({ outcome: "denied" });
        expect(await authorize(ledger, undefined, payment("c", "40"))).toMatchObject({ outcome: "approved" });
        expect(await authorize(ledger, inCurrency("JPY", limit("9")), payment("d", "1"))).toMatchObject({
          outcome: "failed",
          error: { code: "invalid" },
        });
      }));

    it("a payment that a total which is kept for another policy cannot count is denied", () =>
      onBench(subject, async ({ ledger }) => {
        expect(await authorize(ledger, inCurrency("EUR", limit("1")), payment("a", "2"))).toMatchObject({
          outcome: "denied",
          decision: { code: "total_limit_exceeded" },
        });
        expect(await authorize(ledger, inCurrency("USD", limit("1")), payment("b", "1"))).toMatchObject({
          outcome: "denied",
          decision: { code: "currency_mismatch" },
        });
      }));

    it("a pending payment stays in its currency when a policy in another is set", () =>
      onBench(subject, async ({ ledger }) => {
        const asks = (currency: string) => inCurrency(currency, { kind: "approval", above: "50" });
        await ledger.setPolicy({ account: "agent", policy: asks("USD"), by: "owner" });
        await authorize(ledger, undefined, payment("p", "60"));
        expect(await ledger.setPolicy({ account: "agent", policy: asks("JPY"), by: "owner" })).toMatchObject({
          ok: true,
        });
        expect(await ledger.spend({ account: "agent", payment: "p" })).toMatchObject({ spend: { state: "denied" } });
      }));
  });
}
