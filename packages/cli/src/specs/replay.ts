import type { CommandSpec } from "../arguments/spec.js";
import { formatOption, POLICY_FILE } from "./shared.js";

export const replay: CommandSpec = {
  name: "replay",
  summary: "Run past payments through a policy",
  description: [
    "Shows what a policy would have made of payments that were made: how many pass, what is newly blocked or asked, and which rule decides. What the policy denies does not count as spent.",
  ],
  positionals: [
    POLICY_FILE,
    {
      name: "HISTORY",
      required: true,
      says: "Past payments, one a line (JSON Lines), in order of time; - is standard input.",
    },
  ],
  options: [
    { name: "baseline", takes: "value", value: "FILE", says: "Policy to compare with; what happened unless told." },
    formatOption(["pretty", "json"]),
  ],
  exits: [
    [0, "The history was replayed."],
    [1, "The policy or the history has errors or cannot be read."],
    [2, "The command line or the settings are wrong."],
  ],
  examples: [
    ["spendrail replay team.policy spent.jsonl", "Would last year have passed?"],
    [
      "spendrail replay team.policy spent.jsonl --baseline git:main:team.policy",
      "What does this branch change about it?",
    ],
  ],
};
