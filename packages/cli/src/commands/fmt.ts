import { EXIT, type ExitCode } from "../exit.js";
import { findFiles, POLICY_ENDINGS } from "../files/find-files.js";
import { replaceFile } from "../files/replace-file.js";
import { readSource, type Source, STDIN_NAME } from "../files/source.js";
import { formatSource } from "../format/format-source.js";
import { parseOptions } from "../policy/options.js";
import { policyPaths } from "../policy/policy-paths.js";
import { lineDiff } from "../report/line-diff.js";
import { prettyFindings } from "../report/pretty.js";
import { fail, tell } from "../report/tell.js";
import type { Command, Session } from "../session.js";
import { visible } from "../terminal/visible.js";

/** `spendrail fmt [PATH...]`: writes policies in canonical wording where they stand. */
export const fmt: Command = async (session) => {
  const { io } = session;
  const { files, problems } = await findFiles(policyPaths(session), POLICY_ENDINGS, io);
  tell(io, ...problems);
  let worst: ExitCode = problems.length > 0 ? EXIT.findings : EXIT.ok;
  for (const file of files) {
    if ((await formatFile(file, session)) !== EXIT.ok) worst = EXIT.findings;
  }
  return worst;
};

async function formatFile(file: string, session: Session): Promise<ExitCode> {
  const { io, config, style, columns } = session;
  const read = await readSource(file, io);
  if (!read.ok) return fail(io, EXIT.findings, read.problem);
  const { source } = read;
  const formatted = formatSource(source, parseOptions(config));
  if (!formatted.ok) {
    io.err.write(prettyFindings(source, formatted.findings, style.err, columns));
    return EXIT.findings;
  }
  return deliver(file, source, formatted.text, session);
}

async function deliver(
  file: string,
  { name, text: before }: Source,
  text: string,
  session: Session,
): Promise<ExitCode> {
  const { io, args, style } = session;
  const changed = text !== before;
  if (args.flag("diff") && changed) io.out.write(lineDiff(visible(name), before, text, style.out));
  else if (args.flag("check") && changed) io.out.write(`${visible(name)} is not formatted\n`);
  if (args.flag("diff") || args.flag("check")) return changed ? EXIT.findings : EXIT.ok;
  if (name === STDIN_NAME) {
    io.out.write(text);
    return EXIT.ok;
  }
  if (!changed) return EXIT.ok;
  const problem = await replaceFile(file, text, io);
  if (problem !== undefined) return fail(io, EXIT.findings, `${name}: ${problem}`);
  io.out.write(`${visible(name)} formatted\n`);
  return EXIT.ok;
}
