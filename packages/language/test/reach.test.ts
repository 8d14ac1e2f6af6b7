import { formatPolicy, parsePolicy } from "@spendrail/language";
import { describe, expect, test } from "vitest";

/** Texts by what they mean, in canonical English; behind a list nothing may be about its last member only. */
const CLEAR: readonly (readonly [text: string, meaning: string])[] = [
  ["Block casino.com in Germany.", "Block payments on casino.com to merchants in Germany."],
  [
    "In Germany, block casino.com and gambling.",
    "Block payments on casino.com and gambling, both to merchants in Germany.",
  ],
  [
    "Block casino.com and gambling, both in Germany.",
    "Block payments on casino.com and gambling, both to merchants in Germany.",
  ],
  [
    "Block casino.com, gambling and crypto, all in Germany.",
    "Block payments on casino.com, crypto and gambling, all to merchants in Germany.",
  ],
  ["Block gambling in Germany and France.", "Block payments on gambling to merchants in Germany and France."],
  [
    "Only allow payments to AWS and OpenAI in USDC.",
    "Only allow payments on aws.amazon.com and openai.com, both in USDC.",
  ],
  ["Only allow payments in USDC or DAI on Optimism.", "Only allow payments in DAI and USDC, both on Optimism."],
  [
    "Max $9 per day on AWS, OpenAI and Azure, all in USDC.",
    "At most $9 per day on aws.amazon.com, azure.microsoft.com and openai.com, all in USDC.",
  ],
  ["Limit AWS and OpenAI to $9 per day in USDC.", "At most $9 per day on aws.amazon.com and openai.com, both in USDC."],
  ["Block payments over $100 to crypto and gambling.", "At most $100 per transaction on crypto and gambling."],
  [
    "Require approval for payments over $100 on travel and electronics.",
    "Require approval for payments over $100 on electronics and travel.",
  ],
  [
    "AWS and Azure: require approval above $100.",
    "Require approval for payments over $100 on aws.amazon.com and azure.microsoft.com.",
  ],
  [
    "Never pay AWS and Azure more than 5 times a day.",
    "At most 5 payments per day on aws.amazon.com and azure.microsoft.com.",
  ],
  [
    "Allow AWS and Azure up to $50 per day.",
    "Only allow aws.amazon.com and azure.microsoft.com.\nAt most $50 per day on aws.amazon.com and azure.microsoft.com.",
  ],
  ["On weekends, block gambling and crypto.", "On weekends, block crypto and gambling."],
  ["Gambling and crypto are blocked on weekends.", "On weekends, block crypto and gambling."],
  ["Block gambling and crypto, on weekends.", "On weekends, block crypto and gambling."],
  [
    "Max $9 per day on AWS and OpenAI on weekends.",
    "On weekends, at most $9 per day on aws.amazon.com and openai.com.",
  ],
  ["Until 2026-12-31, block gambling and crypto.", "Until 2026-12-31, block crypto and gambling."],
  ["Block gambling and crypto, except Coinbase.", "Block crypto and gambling, except coinbase.com."],
  ["Block gambling except casino.com and crypto.", "Block gambling, except casino.com and crypto."],
  ["Max $9 per day except:\n- AWS\n- OpenAI", "At most $9 per day, except aws.amazon.com and openai.com."],
  [
    "Max $9 per day except:\n- AWS\n- groceries up to $200",
    "At most $9 per day, except aws.amazon.com and groceries.\nAt most $200 per day on groceries.",
  ],
  [
    "Max $9 per day except AWS, except groceries up to $200.",
    "At most $9 per day, except aws.amazon.com and groceries.\nAt most $200 per day on groceries.",
  ],
  ["Max $9 per day until 2026-12-31.", "Until 2026-12-31, at most $9 per day."],
  ["Max $9 per day, until 2026-12-31.", "Until 2026-12-31, at most $9 per day."],
  ["Starting 2026-05-01, no gambling.", "From 2026-05-01, block gambling."],
  ["Max $9 per day. Valid until 2026-12-31.", "Valid until 2026-12-31.\nAt most $9 per day."],
  ["Only AWS needs approval.", "Require approval for all payments on aws.amazon.com."],
  ["For AWS, only require approval above $50.", "Require approval for payments over $50 on aws.amazon.com."],
  ["Weekend nights: max $9 per day.", "On weekends between 22:00 and 06:00, at most $9 per day."],
  ["Max $9 per day at night on weekends.", "On weekends between 22:00 and 06:00, at most $9 per day."],
  ["Approved merchants: AWS and Azure.", "Only allow aws.amazon.com and azure.microsoft.com."],
];

describe("what stands behind a list is about all of it only where that is said", () => {
  test.each(CLEAR)("%s", (text, meaning) => {
    const parsed = parsePolicy(text);
    expect(parsed.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(parsed.ok && formatPolicy(parsed.policy)).toBe(meaning);
  });
});

const DOUBTFUL: readonly (readonly [what: string, ...texts: string[]])[] = [
  [
    "a place",
    "Block casino.com and gambling in Germany.",
    "Block casino.com, and gambling in Germany.",
    "Block casino.com or gambling sites in Germany.",
    "No casino.com, crypto and gambling in Germany.",
    "Never pay casino.com and gambling sites in Germany.",
    "Max $9 per day on casino.com and gambling in Germany.",
    "Require approval for casino.com and gambling in Germany.",
    "For casino.com and gambling in Germany, max $9 per day.",
    "Max $9 per day, except casino.com and gambling in Germany.",
    "Only allow casino.com and gambling in Germany.",
    "Block new merchants in Germany and France in USDC.",
    "Block gambling and crypto on Base.",
    "Block AWS and OpenAI with USDC.",
  ],
  [
    "an amount",
    "Block crypto and gambling above $100.",
    "No crypto or gambling over $100.",
    "Block payments to crypto and gambling above $100.",
    "Block crypto and gambling payments of $100 or more.",
    "Require approval for travel, and electronics over $500.",
    "Require approval for travel and electronics over $500.",
    "Require approval for crypto, and for gambling over $100.",
    "Crypto and gambling over $100 need approval.",
    "Max $9 per day except AWS and groceries up to $200.",
    "Allow AWS, and Azure up to $50 per day.",
  ],
  [
    "a time",
    "Block gambling and crypto on weekends.",
    "Block gambling, and adult content on weekends.",
    "No gambling, crypto or alcohol at night.",
    "Require approval for AWS and Azure on weekends.",
    "Max $9 per day on AWS, and OpenAI on weekends.",
    "Block gambling and crypto until 2026-12-31.",
  ],
  [
    "an exception",
    "Block gambling and crypto except Coinbase.",
    "Block gambling on weekends except casino.com, and crypto.",
    "Max $9 per day on travel except AWS, and OpenAI.",
  ],
  [
    "a date",
    "Max $9 per day and valid until 2026-12-31.",
    "Max $9 per day, valid until 2026-12-31.",
    "Max $9 per day but expires on 2026-12-31.",
    "Max $9 per day valid until 2026-12-31.",
    "Valid until 2026-12-31, max $9 per day.",
    "Valid until 2026-12-31 no gambling.",
    "Block gambling and until 2026-12-31.",
  ],
  [
    "only",
    "Weekdays only on AWS.",
    "On weekdays only for AWS.",
    "US only, weekdays only on AWS.",
    "AWS only require approval above $50.",
    "US only $50 or more needs approval.",
    "Only weekdays allow SaaS up to $50 per transaction.",
  ],
];

describe.each(DOUBTFUL)("%s that may be about a part or about all is refused", (_, ...texts) => {
  test.each(texts)("%s", (text) => {
    const codes = parsePolicy(text).diagnostics.flatMap(({ code, severity }) => (severity === "error" ? [code] : []));
    expect(new Set(codes)).toEqual(new Set(["reach_ambiguous"]));
  });
});

describe("both readings are offered, and each is clear", () => {
  test.each([
    ["Block casino.com and gambling on weekends.", 2],
    ["Block crypto and gambling above $100.", 2],
    ["Require approval for travel, and electronics over $500.", 2],
    ["Block casino.com and gambling in Germany.", 1],
    ["Block gambling and crypto except Coinbase.", 2],
    ["Max $9 per day and valid until 2026-12-31.", 2],
  ])("%s", (text, count) => {
    const fixes = parsePolicy(text).diagnostics.flatMap((diagnostic) => diagnostic.fixes ?? []);
    expect(fixes).toHaveLength(count);
    for (const { edits } of fixes) {
      const mended = [...edits]
        .sort((a, b) => b.start - a.start)
        .reduce((result, edit) => result.slice(0, edit.start) + edit.text + result.slice(edit.end), text);
      expect(parsePolicy(mended).ok, mended).toBe(true);
    }
  });
});

describe("words without a place are refused", () => {
  test.each([
    "Only until between 22:00 and 04:00.",
    "Valid from until 2026-12-31.",
    "Refuse payments on same Tron.",
    "Require approval for once payments over $500.",
    "At max $10 per transaction.",
    "$40/day on nights weekends.",
    "$40/day on nights ad weekends.",
    "Only approved merchants in Germany.",
    "On AI APIs, openai.com only.",
    "Block gambling then block crypto.",
    "Block everything except AWS payments must be in USDC.",
    "Max $50 per day then max $500 per month.",
    "Max $50 per day, then $20.",
    "Only allow AWS then max $50 per day.",
    "Max $50 per day (AWS",
    "Max $50 per day) on AWS",
    "(Max $50 per day. Block gambling.)",
  ])("%s", (text) => {
    expect(parsePolicy(text).ok).toBe(false);
  });
});
