import type { CommandSpec } from "../arguments/spec.js";

export const suggest: CommandSpec = {
  name: "suggest",
  summary: "Suggest limits from past payments",
  description: [
    "Prints the tightest limits under which nearly all past payments would have passed, as a policy to start from.",
  ],
  positionals: [
    {
      name: "HISTORY",
      required: true,
      says: "Past payments, one a line (JSON Lines), in order of time; - is standard input.",
    },
  ],
  options: [
    { name: "keep", takes: "value", value: "SHARE", says: "Share of the payments that must pass; 0.99 unless told." },
    { name: "currency", takes: "value", value: "CODE", says: "Currency of the limits; USD unless told." },
  ],
  exits: [
    [0, "A policy was printed."],
    [1, "The history has errors or cannot be read."],
    [2, "The command line or the settings are wrong."],
  ],
  examples: [["spendrail suggest spent.jsonl > team.policy", "Start a policy from last year's payments"]],
};
