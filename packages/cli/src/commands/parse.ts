import { EXIT } from "../exit.js";
import { readSource } from "../files/source.js";
import type { ParseErrorsOutput } from "../output.js";
import { loadPolicy } from "../policy/load-policy.js";
import { parseOptions } from "../policy/options.js";
import { tell } from "../report/tell.js";
import type { Command } from "../session.js";

/** `spendrail parse FILE`: the canonical JSON of a policy, or its syntax tree. */
export const parse: Command = async ({ io, args, config }) => {
  const read = await readSource(args.positionals[0] ?? "-", io);
  if (!read.ok) {
    tell(io, read.problem);
    return EXIT.couldNotRun;
  }
  const loaded = loadPolicy(read.source, parseOptions(config));
  if (!loaded.ok) {
    const errors: ParseErrorsOutput = { file: read.source.name, diagnostics: loaded.findings };
    io.err.write(`${JSON.stringify(errors, null, 2)}\n`);
    return EXIT.findings;
  }
  const printed = args.flag("ast") ? (loaded.document ?? { statements: [] }) : loaded.policy;
  io.out.write(`${JSON.stringify(printed, null, 2)}\n`);
  return EXIT.ok;
};
