import { EXIT, type ExitCode } from "../exit.js";
import { findFiles, POLICY_ENDINGS } from "../files/find-files.js";
import { lintFiles } from "../lint/lint-files.js";
import { type LintSettings, readSeverities } from "../lint/settings.js";
import type { LintSummary } from "../output.js";
import { policyPaths } from "../policy/policy-paths.js";
import { githubReporter } from "../report/lint/github.js";
import { jsonReporter } from "../report/lint/json.js";
import { junitReporter } from "../report/lint/junit.js";
import type { LintReporter } from "../report/lint/reporter.js";
import { sarifReporter } from "../report/lint/sarif.js";
import { compactReporter, prettyReporter } from "../report/lint/text.js";
import { fail, tell } from "../report/tell.js";
import type { Command, Session } from "../session.js";

const REPORTERS: Readonly<Record<string, (session: Session) => LintReporter>> = {
  pretty: prettyReporter,
  compact: () => compactReporter,
  json: jsonReporter,
  sarif: sarifReporter,
  github: () => githubReporter,
  junit: junitReporter,
};

/** `spendrail lint [PATH...]`: every finding of every policy. */
export const lint: Command = async (session) => {
  const { io, args, config } = session;
  const severities = readSeverities(config.rules, args.list("rule"));
  if (!severities.ok) return fail(io, EXIT.couldNotRun, severities.problem);
  const written = args.value("max-warnings") ?? "0";
  if (!/^\d{1,9}$/.test(written))
    return fail(io, EXIT.couldNotRun, `--max-warnings is a whole number, and this is '${written}'.`);
  const { files, problems } = await findFiles(policyPaths(session), POLICY_ENDINGS, io);
  const nothing =
    files.length === 0 && problems.length === 0
      ? ["No policy was found: no file ends in .policy or .policy.json."]
      : [];
  const settings: LintSettings = {
    cwd: io.cwd,
    merchants: config.merchants,
    categories: config.categories,
    severities: severities.severities,
    at: io.now(),
    fix: args.flag("fix"),
  };
  return report(files, [...problems, ...nothing], settings, Number(written), session);
};

async function report(
  files: readonly string[],
  found: readonly string[],
  settings: LintSettings,
  mostWarnings: number,
  session: Session,
): Promise<ExitCode> {
  const { io, args } = session;
  const reporter = (REPORTERS[args.value("format") ?? "pretty"] ?? prettyReporter)(session);
  const problems = [...found];
  tell(io, ...found);
  const summary = { files: 0, errors: 0, warnings: 0, infos: 0, fixed: 0 };
  for await (const each of lintFiles(files, settings, io)) {
    if (each.ok) {
      summary.files += 1;
      summary.fixed += each.fixed;
      for (const { severity } of each.findings) summary[`${severity}s`] += 1;
      io.out.write(reporter.file(each));
    } else {
      problems.push(each.problem);
      tell(io, each.problem);
    }
  }
  io.out.write(reporter.end(summary, problems));
  if (problems.length > 0) return EXIT.couldNotRun;
  return isClean(summary, mostWarnings) ? EXIT.ok : EXIT.findings;
}

const isClean = ({ errors, warnings }: LintSummary, mostWarnings: number): boolean =>
  errors === 0 && warnings <= mostWarnings;
