import { type ReplayOptions, replay as replayOf } from "@spendrail/analysis";
import { EXIT } from "../exit.js";
import { JsonLinesProblem, jsonLines } from "../files/json-lines.js";
import type { ReplayOutput } from "../output.js";
import { engineOptions } from "../policy/options.js";
import { requirePolicy } from "../policy/require-policy.js";
import { prettyReplay } from "../report/pretty-replay.js";
import { fail, historyIssueWords } from "../report/tell.js";
import type { Command } from "../session.js";
import { progressBar } from "../terminal/progress.js";

/** `spendrail replay FILE HISTORY.jsonl`: what a policy would have made of past payments. */
export const replay: Command = async (session) => {
  const { io, args, config } = session;
  const [file = "-", history = "-"] = args.positionals;
  const loaded = await requirePolicy(file, session);
  if (!loaded.ok) return EXIT.findings;
  const baselineFile = args.value("baseline");
  const baseline = baselineFile === undefined ? undefined : await requirePolicy(baselineFile, session);
  if (baseline?.ok === false) return EXIT.findings;
  const progress = progressBar("Replaying", io.err);
  const spends = jsonLines(history, io, progress.update);
  const options: ReplayOptions = { options: engineOptions(config), ...(baseline && { baseline: baseline.policy }) };
  try {
    const result = await replayOf(loaded.policy, spends, options);
    progress.end();
    if (!result.ok) return fail(io, EXIT.findings, ...result.issues.map((issue) => historyIssueWords(issue, history)));
    const { report } = result;
    const json = () => `${JSON.stringify({ version: 1, report } satisfies ReplayOutput, null, 2)}\n`;
    io.out.write(args.value("format") === "json" ? json() : prettyReplay(report, loaded.policy, session));
    return EXIT.ok;
  } catch (fault) {
    progress.end();
    if (fault instanceof JsonLinesProblem) return fail(io, EXIT.findings, fault.message);
    throw fault;
  }
};
