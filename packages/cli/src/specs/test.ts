import type { CommandSpec } from "../arguments/spec.js";
import { COULD_NOT_RUN, formatOption } from "./shared.js";

export const test: CommandSpec = {
  name: "test",
  summary: "Run the tests of policies",
  description: [
    "A test gives a payment, what was spent before it and the state of the account, and says what the decision must be. Tests stand in files that end in .policy-test.yaml; `spendrail init` writes one to start from, `spendrail generate-tests` a whole set.",
    "After the tests stand the rules that none of them decided: a rule nobody tests may not say what everybody thinks it does.",
  ],
  positionals: [
    {
      name: "PATH",
      many: true,
      says: "Files of tests, folders and globs. Without any: the paths of the settings, else the current folder.",
    },
  ],
  options: [
    {
      name: "min-coverage",
      takes: "value",
      value: "PERCENT",
      says: "Fail when tests decide fewer of a policy's rules.",
    },
    {
      name: "mutation",
      takes: "flag",
      says: "Change the policy in small ways, and show which changes no test notices.",
    },
    { name: "watch", takes: "flag", says: "Run again whenever a policy or a test changes." },
    formatOption(["pretty", "json", "junit"]),
  ],
  exits: [
    [0, "Every test passed, and coverage is reached."],
    [1, "A test failed, a policy has errors, or coverage is too low."],
    [2, `${COULD_NOT_RUN.replace("or a file", "a file of tests that is wrong, or a file")}`],
  ],
  examples: [
    ["spendrail test", "Run every test of the project"],
    ["spendrail test policies --min-coverage 80 --format junit > junit.xml", "What a build server runs"],
    ["spendrail test --mutation", "Find what the tests do not see"],
  ],
};
