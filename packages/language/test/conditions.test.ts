import { parsePolicy } from "@spendrail/language";
import { describe, expect, test } from "vitest";

const WORKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday"];

describe("no time and no exception gets lost", () => {
  test.each([
    [
      "Max $9 per transaction, except groceries, except on weekends.",
      {
        kind: "limit",
        per: "transaction",
        max: "9",
        except: { categories: ["groceries"] },
        during: { days: WORKDAYS },
      },
    ],
    [
      "Only allow payments on weekdays, except fuel.",
      { kind: "schedule", only: { days: WORKDAYS }, except: { categories: ["fuel"] } },
    ],
    ["Keep at least $5, except for AWS.", { kind: "reserve", keep: "5", except: { merchants: ["aws.amazon.com"] } }],
    [
      "Block all payments, except openai.com in USDC.",
      { kind: "block", except: { merchants: ["openai.com"], tokens: ["USDC"] } },
    ],
  ])("%s", (text, rule) => {
    const parsed = parsePolicy(text);
    expect(parsed.diagnostics).toEqual([]);
    expect(parsed.ok && parsed.policy.rules).toEqual([rule]);
  });

  test.each([
    ["On weekdays, only between 9am and 5pm.", "time_ambiguous"],
    ["Max $9 per transaction, except Monday to Sunday.", "time_ambiguous"],
    ['Block recipient "a\\u{202e}b".', "bad_pattern"],
    ['Block category "gamblin".', "unknown_name"],
  ])("%s is %s", (text, code) => {
    expect(parsePolicy(text).diagnostics.map((diagnostic) => diagnostic.code)).toEqual([code]);
  });
});
