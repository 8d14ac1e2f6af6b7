import type { SpendingPolicy } from "@spendrail/model";
import { expect, test } from "vitest";
import type { Statement } from "../../src/document.js";
import { explainStatement } from "../../src/explain/explain-statement.js";

const POLICY: SpendingPolicy = {
  version: 1,
  currency: "EUR",
  timeZone: "Europe/Berlin",
  weekStartsOn: "sunday",
  validFrom: "2026-01-01T00:00:00Z",
  validUntil: "2027-01-01T00:00:00Z",
  rules: [
    { kind: "limit", per: "transaction", max: "50" },
    { kind: "reserve", keep: "100" },
  ],
};

const statement = (parts: Partial<Statement>): Statement => ({
  range: { start: 0, end: 1, line: 1, column: 1 },
  kinds: [],
  rules: [],
  settings: [],
  ...parts,
});

test.each([
  [
    { rules: [0, 1] },
    "At most €50 per transaction: each payment is looked at by itself; amount and fee count. " +
      "Keep at least €100 in the wallet: a payment that would leave less, its fee included, is denied; where the balance is not known, nothing is checked.",
  ],
  [
    { settings: ["currency"] as const },
    "Every amount is in EUR (Euro); payments in another currency are denied unless exchange rates are given.",
  ],
  [{ settings: ["timeZone"] as const }, "Days, weeks, months and times of day are those of Europe/Berlin."],
  [{ settings: ["weekStartsOn"] as const }, "Calendar weeks start on Sunday."],
  [
    { settings: ["validFrom", "validUntil"] as const },
    "Before 2026-01-01T00:00:00Z every payment is denied. From 2027-01-01T00:00:00Z on every payment is denied.",
  ],
  [{}, "This adds nothing to the policy."],
])("%j", (parts, sentence) => {
  expect(explainStatement(statement(parts as Partial<Statement>), POLICY)).toBe(sentence);
});
