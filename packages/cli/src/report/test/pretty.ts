import { ruleWords } from "../../policy/rule-words.js";
import type { Session } from "../../session.js";
import type { Style } from "../../terminal/style.js";
import { table } from "../../terminal/table.js";
import { visible } from "../../terminal/visible.js";
import type { Suite } from "../../testing/run-suites.js";
import type { TestResult } from "../../testing/run-tests.js";
import { prettyFindings } from "../pretty.js";

/** For people: what failed, with the figures and what was expected; which rules no test decided. */
export function prettyTests(suites: readonly Suite[], session: Session): string {
  return suites.map((suite) => prettySuite(suite, session)).join("\n");
}

function prettySuite(suite: Suite, session: Session): string {
  const { policyFile, policyText, findings, results } = suite;
  const { columns } = session;
  const style = session.style.out;
  const failed = results.filter(({ mismatches }) => mismatches.length > 0);
  const passed = results.length - failed.length;
  const counts = `${passed} passed, ${failed.length} failed`;
  return [
    `${style.strong(visible(policyFile))}: ${failed.length > 0 ? style.error(counts) : style.good(counts)}\n`,
    prettyFindings({ name: policyFile, text: policyText }, findings, style, columns),
    ...failed.map((result) => prettyFailure(result, style, columns)),
    coverageLines(suite, session),
    mutationLines(suite, session),
  ].join("");
}

function prettyFailure(result: TestResult & { file: string }, style: Style, columns: number): string {
  const { test, file, decision, mismatches } = result;
  const { figures } = decision;
  const differences = mismatches.flatMap(({ key, expected, got }) => [
    `  ${style.error(`- ${key}: ${visible(expected)}`)}`,
    `  ${style.good(`+ ${key}: ${visible(got)}`)}`,
  ]);
  const rows: [string, string][] = [["said", visible(decision.message)]];
  if (figures !== undefined)
    rows.push(
      ["limit", figures.limit],
      ["spent before", figures.spent],
      ["this payment", figures.attempted],
      ["remaining", figures.remaining],
    );
  const title = `${style.error("FAILED")} ${visible(test.name)} ${style.faint(`(${visible(file)}:${test.line})`)}`;
  return `\n${[title, ...differences, table(rows, columns, "    ")].join("\n")}\n`;
}

function coverageLines({ policy, coverage, results }: Suite, { columns, style }: Session): string {
  if (policy === undefined || results.length === 0) return "";
  const { percent, undecided } = coverage;
  const decided = policy.rules.length - undecided.length;
  const line = `Rules that a test decided: ${decided} of ${policy.rules.length} (${percent}%)`;
  const rows = undecided.map((index): [string, string] => [`rule ${index + 1}`, visible(ruleWords(policy, index))]);
  if (rows.length === 0) return `${style.out.good(line)}\n`;
  return `${style.out.warning(line)}\nNo test decided:\n${table(rows, columns, "  ")}\n`;
}

function mutationLines({ mutation }: Suite, { columns, style }: Session): string {
  if (mutation === undefined) return "";
  const { mutants, killed, survivors } = mutation;
  const line = `Changes to the policy that a test noticed: ${killed} of ${mutants}\n`;
  if (survivors.length === 0) return style.out.good(line);
  return `${style.out.warning(line)}No test noticed:\n${table(
    survivors.map((each) => ["-", visible(each)]),
    columns,
    "  ",
  )}\n`;
}
