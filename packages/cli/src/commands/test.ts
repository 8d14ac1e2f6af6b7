import { EXIT, type ExitCode } from "../exit.js";
import { tell } from "../report/tell.js";
import { testReporter } from "../report/test/reporters.js";
import type { Command, Session } from "../session.js";
import { runSuites } from "../testing/run-suites.js";
import { changed } from "../testing/watch.js";

/** `spendrail test [PATH...]`: runs the tests of policies. */
export const test: Command = async (session) => {
  const { io, args } = session;
  const written = args.value("min-coverage");
  if (written !== undefined && !/^(100|\d{1,2})$/.test(written)) {
    tell(io, `--min-coverage is a whole number of percent, and this is '${written}'.`);
    return EXIT.couldNotRun;
  }
  let code = await runOnce(session, Number(written ?? "0"));
  while (args.flag("watch") && io.out.isOpen()) {
    io.out.write("\nWaiting for a change; Ctrl+C ends.\n");
    await changed(io.cwd);
    code = await runOnce(session, Number(written ?? "0"));
  }
  return code;
};

async function runOnce(session: Session, minCoverage: number): Promise<ExitCode> {
  const { io, args } = session;
  const { suites, problems, files } = await runSuites(session);
  tell(io, ...problems);
  if (files === 0 && problems.length === 0) {
    tell(io, "No test was found: no file ends in .policy-test.yaml.");
    return EXIT.couldNotRun;
  }
  io.out.write(testReporter(args.value("format") ?? "pretty")(suites, session));
  if (problems.length > 0) return EXIT.couldNotRun;
  const failed = suites.some(({ results }) => results.some(({ mismatches }) => mismatches.length > 0));
  const uncovered = suites.some(({ coverage }) => coverage.percent < minCoverage);
  const broken = suites.some(({ findings }) => findings.length > 0);
  return failed || uncovered || broken ? EXIT.findings : EXIT.ok;
}
