import type { OptionSpec, PositionalSpec } from "../arguments/spec.js";

export const POLICY_FILE: PositionalSpec = {
  name: "FILE",
  required: true,
  says: "A policy in English, or as JSON where its name ends in .json; - is standard input, git:REV:PATH a file in git.",
};

export const POLICY_PATHS: PositionalSpec = {
  name: "PATH",
  many: true,
  says: "Files, folders and globs; - is standard input. Without any: the paths of the settings, else the current folder.",
};

export const formatOption = (choices: readonly string[]): OptionSpec => ({
  name: "format",
  takes: "value",
  choices,
  says: `Form of the output; ${choices[0]} unless told.`,
});

export const COULD_NOT_RUN = "It could not run: a wrong command line or settings, or a file that cannot be read.";
