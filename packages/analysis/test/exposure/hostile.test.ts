import { replaySchedule, verifyDerivation } from "@spendrail/analysis";
import { compilePolicy, evaluate, headroom } from "@spendrail/engine";
import { formatInstant, fromUnits, type Payment, parseDuration, type SpendingPolicy, toUnits } from "@spendrail/model";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LONG_MS, runs, SEED } from "../../../engine/test/properties/runs.js";
import { anyFacts, everydayPolicy } from "../../../engine/test/support/index.js";
import { MOMENTS } from "../../../engine/test/support/pools.js";
import type { Exposure } from "../../src/exposure/exposure-report.js";
import { fieldOf } from "../../src/exposure/field.js";
import { findExposure } from "../../src/exposure/find-exposure.js";
import { createVoidedHistory } from "../../src/exposure/voided-history.js";

const MOST_SHAPES = 300;
const HORIZONS = ["P1D", "PT1H", "P7D", "P30D", "PT25H", "PT1S"];

/** One try of a hostile agent. */
const anyTry = fc.record({
  facts: anyFacts,
  /** Where between one day before the period and its end, as a share; or at an instant that matters. */
  when: fc.oneof(fc.double({ min: -0.3, max: 1, noNaN: true }), fc.constantFrom(0, -0.0000001, 0.0000001, 0.5, 0.25)),
  /** As much as passes, a part of it, or an amount of its own. */
  amount: fc.oneof(
    { weight: 5, arbitrary: fc.constant("all" as const) },
    { weight: 2, arbitrary: fc.constant("half" as const) },
    { weight: 1, arbitrary: fc.constantFrom("0.01", "10", "0.000000000000000001", "100") },
  ),
  fee: fc.option(fc.constantFrom("0.01", "5", "50"), { freq: 5, nil: undefined }),
  isVoided: fc.constantFrom(false, false, false, true),
});
type Try = typeof anyTry extends fc.Arbitrary<infer T> ? T : never;

const anyAttack = fc.record({
  policy: everydayPolicy(),
  horizon: fc.constantFrom(...HORIZONS),
  start: fc.constantFrom(...MOMENTS),
  tries: fc.array(anyTry, { minLength: 4, maxLength: 25 }),
  approvals: fc.boolean(),
});

/** What a hostile agent gets out of the evaluator with its tries, in units of 10^-18. */
function taken(policy: SpendingPolicy, tries: readonly Try[], startMs: number, lengthMs: number, approvals: boolean) {
  const compiled = compilePolicy(policy);
  const history = createVoidedHistory();
  const dayMs = Math.max(lengthMs, 86_400_000);
  const timed = tries
    .map((one) => ({ ...one, atMs: Math.round(startMs + one.when * (one.when < 0 ? dayMs : lengthMs)) }))
    .sort((a, b) => a.atMs - b.atMs);
  let sum = 0n;
  for (const [index, { facts, atMs, amount, fee, isVoided }] of timed.entries()) {
    if (atMs >= startMs + lengthMs) continue;
    const shape = {
      id: `${index}`,
      account: "agent",
      ...facts,
      ...(fee === undefined ? {} : { fee }),
      at: formatInstant(atMs),
    };
    const room = headroom(compiled, shape, { history });
    const units = room === "unlimited" ? toUnits("1000") : toUnits(room);
    const chosen = amount === "all" ? units : amount === "half" ? units / 2n : toUnits(amount);
    if (chosen <= 0n) continue;
    const payment: Payment = { ...shape, amount: fromUnits(chosen) };
    const { outcome } = evaluate(compiled, payment, { history });
    if (!(outcome === "approve" || (approvals && outcome === "require_approval"))) continue;
    if (isVoided) {
      history.recordVoided(payment);
      continue;
    }
    history.record(payment);
    // Thresholds do not count fees, so without approvals the figure is of payments that carry none.
    if (atMs >= startMs) sum += chosen + (approvals ? toUnits(fee ?? "0") : 0n);
  }
  return sum;
}

function proves(policy: SpendingPolicy, found: Exposure, approvals: boolean): void {
  const replayed = replaySchedule(policy, found.schedule, approvals);
  expect(replayed).toEqual({ ok: true, total: found.lower });
  if (found.kind === "unbounded") return;
  expect(verifyDerivation(policy, found.derivation)).toEqual({ ok: true, upper: found.upper });
  expect(toUnits(found.lower) <= toUnits(found.upper)).toBe(true);
}

describe("no stream of payments takes more than the upper bound", () => {
  it(
    `random policies, random hostile streams; seed ${SEED}`,
    () => {
      const law = fc.property(anyAttack, ({ policy, horizon, start, tries, approvals }) => {
        const lengthMs = parseDuration(horizon) as number;
        const compiled = compilePolicy(policy);
        const field = fieldOf(policy, { startMs: start, endMs: start + lengthMs }, {});
        // Policies that ask for everything at once take most of the time, and find nothing more.
        if (field.shapes.length > MOST_SHAPES) return;
        const found = findExposure({ field, compiled, balance: undefined, inFlight: [], approvals }).exposure;
        proves(policy, found, approvals);
        if (found.kind === "unbounded") return;
        const sum = taken(policy, tries, start, lengthMs, approvals);
        expect(sum <= toUnits(found.upper), `${fromUnits(sum)} was taken, and the bound is ${found.upper}`).toBe(true);
      });
      fc.assert(law, runs(0.0005));
    },
    LONG_MS,
  );
});
