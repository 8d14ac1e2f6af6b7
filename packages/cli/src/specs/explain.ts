import type { CommandSpec } from "../arguments/spec.js";
import { POLICY_FILE } from "./shared.js";

export const explain: CommandSpec = {
  name: "explain",
  summary: "Say what each statement of a policy means",
  description: [
    "Each statement stands over what it means, with everything that it leaves unsaid spelled out; after them stands the whole policy in canonical English.",
  ],
  positionals: [POLICY_FILE],
  options: [],
  exits: [
    [0, "The policy was explained."],
    [1, "The policy has errors or cannot be read."],
    [2, "The command line or the settings are wrong."],
  ],
  examples: [
    ["spendrail explain team.policy", "Read a policy with somebody who has to sign it"],
    ["spendrail explain git:main:team.policy", "Explain the policy that is on another branch"],
  ],
};
