import type { CommandSpec } from "../arguments/spec.js";
import { POLICY_FILE } from "./shared.js";

export const generateTests: CommandSpec = {
  name: "generate-tests",
  summary: "Write tests that pin a policy down",
  description: [
    "Prints a file of tests that pass now, and of which one fails after nearly any small change to the policy: a figure one step up or down, a rule or a name left out.",
  ],
  positionals: [POLICY_FILE],
  options: [],
  exits: [
    [0, "Tests were printed."],
    [1, "The policy has errors or cannot be read."],
    [2, "The command line or the settings are wrong."],
  ],
  examples: [["spendrail generate-tests team.policy > team.policy-test.yaml", "Pin down what a policy does today"]],
};
