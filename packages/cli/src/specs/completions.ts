import type { CommandSpec } from "../arguments/spec.js";

export const SHELLS = ["bash", "zsh", "fish"] as const;

export const completions: CommandSpec = {
  name: "completions",
  summary: "Print completions for a shell",
  description: ["Prints a script that makes a shell complete commands, options and their values."],
  positionals: [{ name: "SHELL", required: true, choices: SHELLS, says: "The shell." }],
  options: [],
  exits: [
    [0, "The script was printed."],
    [2, "The command line or the settings are wrong."],
  ],
  examples: [
    ["spendrail completions bash > ~/.local/share/bash-completion/completions/spendrail", "Install for bash"],
    ["spendrail completions zsh > ~/.zfunc/_spendrail", "Install for zsh, with ~/.zfunc in $fpath"],
    ["spendrail completions fish > ~/.config/fish/completions/spendrail.fish", "Install for fish"],
  ],
};
