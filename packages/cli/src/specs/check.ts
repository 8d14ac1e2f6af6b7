import type { CommandSpec } from "../arguments/spec.js";
import { formatOption, POLICY_FILE } from "./shared.js";

export const check: CommandSpec = {
  name: "check",
  summary: "Decide one payment under a policy",
  description: [
    "Says whether a payment passes, with the figures and what would pass instead. Nothing is recorded and nothing is paid.",
    "A payment without `at` is one of this moment, one without `id` is called `check`, and one without `account` is of the account whose history is given.",
  ],
  positionals: [POLICY_FILE],
  options: [
    {
      name: "payment",
      takes: "value",
      value: "JSON|FILE",
      says: "The payment: JSON as it is, a file, or - for standard input. Needed.",
    },
    { name: "history", takes: "value", value: "FILE", says: "What was spent before: one payment a line (JSON Lines)." },
    { name: "balance", takes: "value", value: "AMOUNT", says: "Money at hand, in the currency of the policy." },
    { name: "frozen", takes: "flag", says: "The account is frozen." },
    {
      name: "explain",
      takes: "flag",
      says: "Run all ten checks, also after one that fails, and show what each found.",
    },
    formatOption(["pretty", "json"]),
  ],
  exits: [
    [0, "The payment is approved."],
    [1, "The policy has errors."],
    [2, "It could not run: a wrong command line or settings, or a file that cannot be read."],
    [3, "A person must approve the payment."],
    [4, "The payment is denied."],
  ],
  examples: [
    [
      `spendrail check team.policy --payment '{"amount": "20", "merchant": "openai.com"}'`,
      "Would 20 in the policy's currency to openai.com pass?",
    ],
    [
      "spendrail check team.policy --payment payment.json --history spent.jsonl --balance 250 --explain",
      "Ask with what was spent before and the money at hand, and see every check",
    ],
  ],
};
