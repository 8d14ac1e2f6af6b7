import type { CommandSpec } from "../arguments/spec.js";
import { POLICY_PATHS } from "./shared.js";

export const fmt: CommandSpec = {
  name: "fmt",
  summary: "Write policies in canonical wording",
  description: [
    "Each statement is written in its canonical words where it stands: comments, headings, blank lines, bullets and the order of statements stay. A formatted policy means what it meant before, to the letter; a statement whose canonical words would change that is left as it is. JSON policies are indented.",
    "Files are replaced in one step and keep their permissions. Standard input (-) is formatted to standard output.",
  ],
  positionals: [POLICY_PATHS],
  options: [
    { name: "check", takes: "flag", says: "Change nothing; name the files that are not formatted." },
    { name: "diff", takes: "flag", says: "Change nothing; show what would change." },
  ],
  exits: [
    [0, "Every file is formatted."],
    [
      1,
      "With --check or --diff: a file is not formatted. Or: a policy has errors, or a file cannot be read or written.",
    ],
    [2, "The command line or the settings are wrong."],
  ],
  examples: [
    ["spendrail fmt policies", "Format every policy of a folder"],
    ["spendrail fmt --check", "Fail a build when somebody forgot to format"],
    ["pbpaste | spendrail fmt -", "Format what is on the clipboard"],
  ],
};
