import { explainStatement, parsePolicy } from "@spendrail/language";
import { describe, expect, test } from "vitest";

const TEXT = `# Research agent
Limits:
Max $50 per transaction and $500 per day; block gambling, require approval above $40.
Low trust
All merchants allowed
Time zone is UTC
Only allow payments to:
- AWS
- OpenAI
Valid until 2026-12-31.`;

test("each statement has its place, its kinds, its rules and what it sets", () => {
  const parsed = parsePolicy(TEXT);
  const rows = parsed.document.statements.map(({ range, ...rest }) => [
    TEXT.slice(range.start, range.end),
    `${range.line}:${range.column}`,
    rest,
  ]);
  expect(rows).toEqual([
    ["Limits", "2:1", { kinds: ["heading"], rules: [], settings: [] }],
    ["Max $50 per transaction and $500 per day", "3:1", { kinds: ["limit"], rules: [0, 1], settings: [] }],
    [
      "block gambling, require approval above $40",
      "3:43",
      { kinds: ["block", "approval"], rules: [2, 3], settings: [] },
    ],
    ["Low trust", "4:1", { kinds: ["trust"], rules: [4, 5, 6, 7, 8], settings: [] }],
    ["All merchants allowed", "5:1", { kinds: ["no_effect"], rules: [], settings: [] }],
    ["Time zone is UTC", "6:1", { kinds: ["setting"], rules: [], settings: ["timeZone"] }],
    ["Only allow payments to:\n- AWS\n- OpenAI", "7:1", { kinds: ["allow"], rules: [9], settings: [] }],
    ["Valid until 2026-12-31", "10:1", { kinds: ["validity"], rules: [], settings: ["validUntil"] }],
  ]);
  expect(parsed.ok && parsed.policy.rules.length).toBe(10);
});

test("a text with errors has its statements all the same, without rules", () => {
  const { document } = parsePolicy("Max $50 per day. Blok x.");
  expect(document.statements.map(({ kinds, rules }) => [kinds, rules])).toEqual([
    [["limit"], []],
    [["not_understood"], []],
  ]);
});

describe("a statement is explained in plain English, defaults included", () => {
  test.each([
    [
      "Max $500 per day",
      "At most $500 per day: a 24-hour window that opens at the first spend; the first spend after its end opens the next; amount and fee count.",
    ],
    [
      "Max $500 in any 24 hours",
      "At most $500 in any 24 hours: counted over the 24 hours before each payment, so that no such stretch ever holds more; amount and fee count.",
    ],
    [
      "Allow AWS",
      "Only allow aws.amazon.com: any other payment is denied, and so is one that does not state what this looks at; further lists of the same kind add to this one.",
    ],
    [
      "Require approval above $40",
      "Require approval for payments over $40: a payment that passes all other rules waits until a person approves it; each payment is looked at by itself; fees do not count; exactly that much needs none.",
    ],
    ["All merchants allowed", "This adds nothing to the policy."],
    ["Time zone is UTC", "Days, weeks, months and times of day are those of UTC."],
  ])("%s", (text, sentence) => {
    const parsed = parsePolicy(text);
    const [statement] = parsed.document.statements;
    expect(parsed.ok && statement && explainStatement(statement, parsed.policy)).toBe(sentence);
  });
});
