import type { CommandSpec } from "../arguments/spec.js";
import { formatOption } from "./shared.js";

export const FAIL_ON = ["looser", "any"] as const;

export const diff: CommandSpec = {
  name: "diff",
  summary: "Show what a change to a policy permits and forbids",
  description: [
    "Compares what two policies mean, not how they are written. Every difference comes with a witness: a payment, and what was spent before it, that the two decide differently.",
    "--fail-on looser fails also when it cannot be decided whether the change loosens: nothing slips through.",
  ],
  positionals: [
    { name: "BEFORE", required: true, says: "The policy as it was: a file, - for standard input, or git:REV:PATH." },
    { name: "AFTER", required: true, says: "The policy as it is to be." },
  ],
  options: [
    {
      name: "fail-on",
      takes: "value",
      choices: FAIL_ON,
      says: "Fail when anything is permitted that was not (looser), or when anything is decided differently (any).",
    },
    formatOption(["pretty", "json", "markdown"]),
  ],
  exits: [
    [0, "The policies were compared, and nothing that --fail-on names was found."],
    [1, "What --fail-on names was found, or a policy has errors or cannot be read."],
    [2, "The command line or the settings are wrong."],
  ],
  examples: [
    ["spendrail diff git:main:team.policy team.policy", "What does my change do?"],
    [
      "spendrail diff git:origin/main:team.policy team.policy --fail-on looser",
      "Let no change loosen a policy without review",
    ],
  ],
};
