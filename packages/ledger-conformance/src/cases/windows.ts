import { createMemoryHistory, evaluate } from "@spendrail/engine";
import { authorize } from "@spendrail/ledger";
import { formatInstant, type Payment, type Rule, type Selector, type SpendingPolicy } from "@spendrail/model";
import * as fc from "fast-check";
import type { Runner, Subject } from "../conformance.js";
import { onBench, START_MS } from "../workbench.js";

const HOUR_MS = 3_600_000;
/** Long enough for windows of a day to come and go, and for a clock change on the way. */
const MOST_HOURS = 24 * 40;

const window = fc.oneof(
  fc.constantFrom("PT1H", "P1D", "P7D").map((duration) => ({ type: "anchored", duration }) as const),
  fc.constantFrom("PT1H", "P1D", "P7D").map((duration) => ({ type: "sliding", duration }) as const),
  fc.constantFrom("hour", "day", "week", "month").map((unit) => ({ type: "calendar", unit }) as const),
);
const per = fc.oneof({ weight: 1, arbitrary: fc.constant("lifetime" as const) }, { weight: 6, arbitrary: window });
const by = fc.constantFrom(undefined, undefined, "merchant" as const, "category" as const);
const on = fc.constantFrom<(Selector | undefined)[]>(
  undefined,
  undefined,
  { merchantHistory: "new" as const },
  { merchants: ["openai.com"] },
);
const during = fc.constantFrom(undefined, undefined, undefined, { hours: { from: "09:00", to: "17:00" } });

const rule: fc.Arbitrary<Rule> = fc
  .tuple(fc.nat(9), per, fc.constantFrom("10", "25", "60.5"), fc.boolean(), by, on, during)
  .map(([kind, per, max, exclusive, by, on, during]) => {
    const rest = { ...(on === undefined ? {} : { on }), ...(during === undefined ? {} : { during }) };
    const split = { ...rest, ...(by === undefined ? {} : { by }) };
    if (kind === 0 && per !== "lifetime") return { kind: "duplicate", within: "P1D", ...rest };
    if (kind < 4) return { kind: "velocity", per, max: Number.parseInt(max, 10) / 5, ...split };
    return { kind: "limit", per, max, ...(exclusive ? { exclusive: true as const } : {}), ...split };
  });

const alert: Rule = { kind: "alert", at: "0.5" };

export const anyPolicy: fc.Arbitrary<SpendingPolicy> = fc
  .tuple(fc.array(rule, { minLength: 1, maxLength: 4 }), fc.constantFrom("America/New_York", undefined), fc.boolean())
  .map(([rules, timeZone, warns]) => ({
    version: 1,
    currency: "USD",
    ...(timeZone === undefined ? {} : { timeZone }),
    rules: warns ? [...rules, alert] : rules,
  }));

const facts = fc.record({
  hours: fc.nat(MOST_HOURS * 4).map((quarters) => quarters / 4),
  amount: fc.constantFrom("1", "5", "10", "12.25"),
  fee: fc.constantFrom(undefined, undefined, "0.5"),
  merchant: fc.constantFrom("openai.com", "arxiv.org", undefined),
  category: fc.constantFrom("ai", undefined),
});

/** Payments of one account in order of time. */
export const anyPayments: fc.Arbitrary<Payment[]> = fc.array(facts, { minLength: 1, maxLength: 30 }).map((all) =>
  all
    .sort((a, b) => a.hours - b.hours)
    .map(({ hours, amount, fee, merchant, category }, index) => ({
      id: `p${index}`,
      account: "agent",
      amount,
      ...(fee === undefined ? {} : { fee }),
      ...(merchant === undefined ? {} : { merchant }),
      ...(category === undefined ? {} : { category }),
      at: formatInstant(START_MS + hours * HOUR_MS),
    })),
);

/** Windows of every kind through the ledger, against the evaluator over a plain history. */
export function windowCases(subject: Subject, { describe, it, expect }: Runner): void {
  const { runs = 100 } = subject.effort ?? {};
  describe("windows", () => {
    it("the ledger decides as the evaluator does over the same captured spends", async () => {
      const property = fc.asyncProperty(anyPolicy, anyPayments, (policy, payments) =>
        onBench(subject, async ({ ledger, clock }) => {
          const history = createMemoryHistory();
          for (const payment of payments) {
            clock.nowMs = Date.parse(payment.at);
            const expected = evaluate(policy, payment, { history });
            const answer = await authorize(ledger, policy, payment);
            expect("decision" in answer ? answer.decision : answer).toEqual(expected);
            if (answer.outcome !== "approved") continue;
            history.record(payment);
            await ledger.capture({ account: "agent", payment: payment.id });
          }
        }),
      );
      await fc.assert(property, { numRuns: runs, ...(subject.seed === undefined ? {} : { seed: subject.seed }) });
    });
  });
}
