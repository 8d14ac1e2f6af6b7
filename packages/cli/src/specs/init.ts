import type { CommandSpec } from "../arguments/spec.js";

export const TEMPLATES = ["conservative", "saas-only", "procurement", "travel", "research", "cloud", "ai-ml"] as const;
export const TRUST_LEVELS = ["low", "medium", "high", "unlimited"] as const;

export const init: CommandSpec = {
  name: "init",
  summary: "Start a policy from a template or a few questions",
  description: [
    "Writes a policy, a test of it and the settings into a folder. On a terminal it asks a few questions, unless a template or a trust level is named; elsewhere it takes the conservative template. A policy or a test that is there already is never replaced without --force, and settings never are.",
  ],
  positionals: [{ name: "FOLDER", says: "Where to write; the current folder unless told." }],
  options: [
    { name: "template", takes: "value", choices: TEMPLATES, says: "Policy to start from." },
    { name: "trust", takes: "value", choices: TRUST_LEVELS, says: "Trust level to start from." },
    {
      name: "name",
      takes: "value",
      value: "NAME",
      says: "Name of the policy file, without its ending; agent unless told.",
    },
    { name: "force", takes: "flag", says: "Replace a policy and a test that are there." },
  ],
  exits: [
    [0, "The files were written."],
    [1, "Nothing to start from, or a file is there already or cannot be written."],
    [2, "The command line or the settings are wrong."],
  ],
  examples: [
    ["spendrail init", "Answer a few questions"],
    [
      "spendrail init policies --template travel --name bookings",
      "Start policies/bookings.policy from the travel template",
    ],
  ],
};
