import type { CommandSpec } from "../arguments/spec.js";
import { COULD_NOT_RUN, formatOption, POLICY_PATHS } from "./shared.js";

export const lint: CommandSpec = {
  name: "lint",
  summary: "Find what policies probably do not mean",
  description: [
    "Reads every policy and looks for limits that can never bind, holes, contradictions and look-alikes, besides what the language itself reports. Errors and warnings are findings; notes are shown and pass.",
    "A comment `# lint-disable-next-line RULE: reason` silences a rule for the statement below it.",
  ],
  positionals: [POLICY_PATHS],
  options: [
    { name: "fix", takes: "flag", says: "Apply the fixes that change no decision; comments stay." },
    { name: "max-warnings", takes: "value", value: "N", says: "So many warnings pass; 0 unless told." },
    { name: "rule", takes: "list", value: "NAME=SEVERITY", says: "Severity of a rule: off, info, warning or error." },
    formatOption(["pretty", "compact", "json", "sarif", "github", "junit"]),
  ],
  exits: [
    [0, "No errors, and no more warnings than pass."],
    [1, "There are findings."],
    [2, COULD_NOT_RUN],
  ],
  examples: [
    ["spendrail lint", "Lint every policy of the project"],
    [
      "spendrail lint 'policies/**/*.policy' --max-warnings 5",
      "Lint what a pattern matches, and let five warnings pass",
    ],
    [
      "spendrail lint --rule unreachable-limit=error --format sarif > lint.sarif",
      "Make a rule stricter, and write what a code-scanning service reads",
    ],
    ["cat team.policy | spendrail lint - --format compact", "Lint standard input, a line for each finding"],
  ],
};
