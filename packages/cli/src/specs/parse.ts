import type { CommandSpec } from "../arguments/spec.js";
import { COULD_NOT_RUN, POLICY_FILE } from "./shared.js";

export const parse: CommandSpec = {
  name: "parse",
  summary: "Print a policy as canonical JSON",
  description: [
    "Prints the policy that a text means. When the text has errors, nothing is printed on standard output, and the diagnostics are printed as JSON on standard error.",
  ],
  positionals: [POLICY_FILE],
  options: [{ name: "ast", takes: "flag", says: "Print the syntax tree: one node a statement, with its place." }],
  exits: [
    [0, "The policy was printed."],
    [1, "The text has errors; they are on standard error."],
    [2, COULD_NOT_RUN],
  ],
  examples: [
    ["spendrail parse team.policy > team.policy.json", "Compile a policy for a service that loads JSON"],
    ["echo 'Max $50 per transaction' | spendrail parse -", "See what one sentence means"],
  ],
};
