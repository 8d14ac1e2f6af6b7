import { describe, expect, test } from "vitest";
import { folderWith, NOW, spendrail } from "./world.js";

const POLICY = "Max $50 per transaction. Max $100 per day.\nBlock gambling.\nRequire approval above $40.\n";
const SPENT = (amounts: string[], account = "agent") =>
  amounts
    .map((amount, index) =>
      JSON.stringify({ id: `p${index}`, account, amount, merchant: "openai.com", at: `2026-03-02T08:0${index}:00Z` }),
    )
    .join("\n");

const ask = (payment: object | string, ...argv: string[]) => [
  "check",
  "a.policy",
  "--payment",
  typeof payment === "string" ? payment : JSON.stringify(payment),
  ...argv,
];

describe("the exit code is the outcome", () => {
  test.each<[string, string[], number, string]>([
    ["a small payment", ask({ amount: "20", merchant: "openai.com" }), 0, "approved  ok"],
    ["one above the approval threshold", ask({ amount: "45" }), 3, "needs approval  approval_required"],
    ["one above the limit", ask({ amount: "51" }), 4, "denied  per_transaction_limit"],
    [
      "one over what the day has left",
      ask({ amount: "30" }, "--history", "spent.jsonl"),
      4,
      "denied  window_limit_exceeded",
    ],
    ["one that is no payment", ask({ amount: 20 }), 4, "denied  payment_invalid"],
    ["one of a frozen account", ask({ amount: "20" }, "--frozen"), 4, "denied  account_frozen"],
    ["one above the money at hand", ask({ amount: "20" }, "--balance", "10"), 4, "denied  insufficient_balance"],
    [
      "one that lacks a fact, under strict settings",
      ask({ amount: "20" }, "--config", "strict.json"),
      4,
      "denied  fact_missing",
    ],
    ["one from a file", ask("payment.json"), 0, "approved  ok"],
  ])("%s", async (_, argv, code, words) => {
    const folder = folderWith({
      "a.policy": POLICY,
      "spent.jsonl": SPENT(["40", "40"]),
      "payment.json": '{"amount": "20"}',
      "strict.json": '{"missing": "deny"}',
    });
    const run = await spendrail(folder, argv);
    expect(run.err).toBe("");
    expect(run.code).toBe(code);
    expect(run.out).toContain(words);
  });

  test.each<[string, Record<string, string>, string[], number, string]>([
    ["a policy with errors", { "a.policy": "Max $5" }, ask({ amount: "1" }), 1, "a.policy:1:5: error [period_missing]"],
    ["no policy", {}, ask({ amount: "1" }), 2, "a.policy: There is no such file."],
    ["no payment", { "a.policy": POLICY }, ["check", "a.policy"], 2, "check needs --payment"],
    ["a payment that is no JSON", { "a.policy": POLICY }, ask("{amount}"), 2, "--payment:1:2: This is not JSON"],
    [
      "a payment with a key twice",
      { "a.policy": POLICY },
      ask('{"amount": "1", "amount": "2"}'),
      2,
      'The key "amount" stands here twice.',
    ],
    [
      "a payment that is a list",
      { "a.policy": POLICY, "p.json": "[]" },
      ask("p.json"),
      2,
      "A payment is a JSON object.",
    ],
    ["a payment file that is not there", { "a.policy": POLICY }, ask("p.json"), 2, "p.json: There is no such file."],
    [
      "a balance that is no amount",
      { "a.policy": POLICY },
      ask({ amount: "1" }, "--balance", "much"),
      2,
      "--balance is an amount",
    ],
    [
      "a history that is no JSON",
      { "a.policy": POLICY, h: "{}\nx" },
      ask({ amount: "1" }, "--history", "h"),
      2,
      "h:1: id:",
    ],
    [
      "a history that is not there",
      { "a.policy": POLICY },
      ask({ amount: "1" }, "--history", "h"),
      2,
      "h: There is no such file.",
    ],
    [
      "a history of two accounts, and no account",
      { "a.policy": POLICY, h: `${SPENT(["1"], "a")}\n${SPENT(["1"], "b")}` },
      ask({ amount: "1" }, "--history", "h"),
      2,
      "which one is `account`",
    ],
  ])("%s", async (_, files, argv, code, sentence) => {
    const run = await spendrail(folderWith(files), argv);
    expect(run).toMatchObject({ code, out: "" });
    expect(run.err).toContain(sentence);
  });
});

test("--format json prints the decision and nothing else", async () => {
  const { out } = await spendrail(folderWith({ "a.policy": POLICY }), ask({ amount: "51" }, "--format", "json"));
  expect(JSON.parse(out)).toMatchObject({
    outcome: "deny",
    code: "per_transaction_limit",
    rule: 0,
    figures: { limit: "50", spent: "0", attempted: "51", remaining: "50" },
    remedy: { maxAmount: "50" },
  });
});

test("a denial shows the rule, the figures and what would pass", async () => {
  const folder = folderWith({ "a.policy": POLICY, "spent.jsonl": SPENT(["40", "40"]) });
  const { out } = await spendrail(folder, ask({ amount: "30" }, "--history", "spent.jsonl"));
  expect(out).toContain("rule 2        At most $100 per day");
  expect(out).toContain("spent before  80");
  expect(out).toContain("resets at     2026-03-03T08:00:00Z");
  expect(out).toContain("an amount of at most 20");
  expect(out).toContain("this payment at 2026-03-03T08:00:00Z");
});

test("--explain shows all ten checks, also those after the first that fails", async () => {
  const { out } = await spendrail(folderWith({ "a.policy": POLICY }), ask({ amount: "51" }, "--explain"));
  expect(out.match(/^ {2}(pass|fail|skip) {2}/gm)).toHaveLength(10);
});

test("a payment without a time is one of this moment", async () => {
  const folder = folderWith({ "a.policy": `Until ${NOW.slice(0, 10)}, max $5 per day.\nBlock gambling.` });
  expect((await spendrail(folder, ask({ amount: "6" }))).code).toBe(4);
  expect((await spendrail(folder, ask({ amount: "6", at: "2026-03-03T09:00:00Z" }))).code).toBe(0);
});
