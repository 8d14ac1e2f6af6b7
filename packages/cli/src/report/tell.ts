import type { ExitCode } from "../exit.js";
import type { Io } from "../io.js";
import { visible } from "../terminal/visible.js";

/** Says on standard error what is wrong, a line for each problem. */
export function tell({ err }: Pick<Io, "err">, ...problems: readonly string[]): void {
  for (const problem of problems) err.write(`spendrail: ${visible(problem)}\n`);
}

/** What is wrong with one field of a value, or with all of it. */
export function issueWords({ path, message }: { readonly path: string; readonly message: string }): string {
  return path === "" ? message : `${path}: ${message}`;
}

/** What is wrong with one line of a history, or with the policy or the options it is used with. */
export function historyIssueWords(
  issue: { readonly line?: number; readonly path: string; readonly message: string },
  file: string,
): string {
  return `${issue.line === undefined ? "" : `${file}:${issue.line}: `}${issueWords(issue)}`;
}

/** Says what is wrong, and ends the command with a code. */
export function fail(io: Pick<Io, "err">, code: ExitCode, ...problems: readonly string[]): ExitCode {
  tell(io, ...problems);
  return code;
}
