import { REASON_CODES } from "@spendrail/model";
import { describe, expect, it } from "vitest";
import { REASONS } from "./reasons.js";
import { both, decide } from "./situation.js";

/** Judged in tests of their own: nothing failed, a fact was not given, a fault. */
const ELSEWHERE = ["ok", "fact_missing", "internal_error"];

it("has a row for every reason code, in the order in which they win", () => {
  expect(REASONS.map(({ code }) => code)).toEqual(REASON_CODES.filter((code) => !ELSEWHERE.includes(code)));
});

describe("each reason is reached, and passes at its boundary", () => {
  it.each(REASONS)("$code", ({ code, check, denied, passes }) => {
    expect(decide(denied)).toMatchObject({
      code,
      check,
      outcome: code === "approval_required" ? "require_approval" : "deny",
    });
    expect(decide(passes)).toMatchObject({ code: "ok", check: "approval", outcome: "approve" });
  });
});

describe("of two reasons the earlier one wins", () => {
  const pairs = REASONS.flatMap((earlier, position) =>
    REASONS.slice(position + 1).map((later) => ({ earlier, later })),
  );
  /** A policy cannot be both not yet valid and expired. */
  const possible = pairs.filter(
    ({ earlier, later }) => earlier.code !== "policy_not_yet_valid" || later.code !== "policy_expired",
  );
  it.each(possible.map(({ earlier, later }) => [earlier.code, later.code, earlier, later] as const))(
    "%s before %s",
    (code, _later, earlier, later) => {
      const situation = both(earlier.denied, later.denied);
      expect(decide(situation).code).toBe(code);
      expect(decide({ ...situation, rules: situation.rules?.toReversed() ?? [] }).code).toBe(code);
    },
  );
});
