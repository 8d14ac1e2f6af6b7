import type { CommandSpec } from "../arguments/spec.js";
import { formatOption, POLICY_FILE } from "./shared.js";

export const exposure: CommandSpec = {
  name: "exposure",
  summary: "Show the most that can leave under a policy",
  description: [
    "The worst case over some times, as if whoever makes the payments were hostile, with its certificate: payments that take that much out, and the sum which shows that no more can leave.",
  ],
  positionals: [POLICY_FILE],
  options: [
    {
      name: "horizon",
      takes: "value",
      value: "TIMES",
      says: "How long, such as 90m, 24h, 7d or 2w, with commas; 24h,7d,30d unless told.",
    },
    { name: "start", takes: "value", value: "INSTANT", says: "When the time begins; the worst instant unless told." },
    { name: "balance", takes: "value", value: "AMOUNT", says: "Money at hand at the start." },
    { name: "svg", takes: "value", value: "FILE", says: "Draw the curve of the last horizon into a file." },
    formatOption(["pretty", "json"]),
  ],
  exits: [
    [0, "The worst case was shown, bounded or not."],
    [1, "The policy or the question has errors, or a file cannot be read or written."],
    [2, "The command line or the settings are wrong."],
  ],
  examples: [
    ["spendrail exposure team.policy", "What can go wrong in a day, a week and a month?"],
    [
      "spendrail exposure team.policy --horizon 2w --balance 5000 --svg worst-case.svg",
      "Two weeks with 5000 in the wallet, as a picture too",
    ],
  ],
};
