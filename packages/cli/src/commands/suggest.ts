import { suggest as suggestOf } from "@spendrail/analysis";
import { EXIT } from "../exit.js";
import { JsonLinesProblem, jsonLines } from "../files/json-lines.js";
import { engineOptions } from "../policy/options.js";
import { fail, historyIssueWords } from "../report/tell.js";
import type { Command } from "../session.js";
import { progressBar } from "../terminal/progress.js";

/** `spendrail suggest HISTORY.jsonl`: the tightest limits that past payments would have passed. */
export const suggest: Command = async (session) => {
  const { io, args, config } = session;
  const [file = "-"] = args.positionals;
  const keep = args.value("keep");
  if (keep !== undefined && !/^(0?\.\d+|1(\.0+)?)$/.test(keep))
    return fail(io, EXIT.findings, `--keep is a share such as 0.99, and this is '${keep}'.`);
  const currency = args.value("currency");
  const history: unknown[] = [];
  const progress = progressBar("Looking for limits", io.err);
  try {
    for await (const spend of jsonLines(file, io)) history.push(spend);
  } catch (fault) {
    if (fault instanceof JsonLinesProblem) return fail(io, EXIT.findings, fault.message);
    throw fault;
  }
  const suggestion = suggestOf(history, {
    options: engineOptions(config),
    ...(keep !== undefined && { keep: Number(keep) }),
    ...(currency !== undefined && { currency }),
    onProgress: (done, all) => progress.update(done / all),
  });
  progress.end();
  if (!suggestion.ok)
    return fail(io, EXIT.findings, ...suggestion.issues.map((issue) => historyIssueWords(issue, file)));
  const { text, passed, payments } = suggestion;
  io.out.write(`# Suggested from ${payments} payments, of which ${passed} pass.\n${text.trimEnd()}\n`);
  return EXIT.ok;
};
