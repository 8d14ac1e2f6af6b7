import { explainRule, explainStatement, formatPolicy, type PolicyDocument } from "@spendrail/language";
import type { SpendingPolicy } from "@spendrail/model";
import { EXIT } from "../exit.js";
import { requirePolicy } from "../policy/require-policy.js";
import { prettyFindings } from "../report/pretty.js";
import type { Command, Session } from "../session.js";
import { visible } from "../terminal/visible.js";
import { wrap } from "../terminal/wrap.js";

/** `spendrail explain FILE`: what each statement means, what is left unsaid, and the policy in canonical English. */
export const explain: Command = async (session) => {
  const { io, args, style, columns } = session;
  const loaded = await requirePolicy(args.positionals[0] ?? "-", session);
  if (!loaded.ok) return EXIT.findings;
  const { policy, document, source, findings } = loaded;
  const parts = document === undefined ? rules(policy, session) : statements(source.text, document, policy, session);
  io.out.write(`${[...parts, unsaid(policy, session), canonical(policy, session)].join("\n\n")}\n`);
  if (findings.length > 0) io.err.write(`\n${prettyFindings(source, findings, style.err, columns)}`);
  return EXIT.ok;
};

/** A line of a statement that is a comment. */
const COMMENT = /^[^\S\r\n]*(?:#|\/\/).*$/gm;

function statements(text: string, { statements }: PolicyDocument, policy: SpendingPolicy, session: Session): string[] {
  const { style, columns } = session;
  return statements
    .filter(({ kinds }) => kinds[0] !== "heading")
    .map((statement) => {
      const { start, end, line } = statement.range;
      const written = visible(text.slice(start, end).replace(COMMENT, "").replace(/\s+/g, " "));
      const number = `line ${line}: `;
      const heading = wrap(written, columns, "  ", number).replace(number, style.out.faint(number));
      return `${heading}\n${wrap(explainStatement(statement, policy), columns, "    ")}`;
    });
}

function rules(policy: SpendingPolicy, { columns }: Session): string[] {
  return policy.rules.map((rule, index) => `rule ${index + 1}:\n${wrap(explainRule(rule, policy), columns, "    ")}`);
}

function unsaid({ currency, timeZone, weekStartsOn }: SpendingPolicy, { style, columns }: Session): string {
  const defaults = [
    `Amounts are in ${currency}.`,
    `Days and times of day are those of ${timeZone ?? "UTC"}.`,
    `Calendar weeks start on ${weekStartsOn ?? "monday"}.`.replace(
      /\b(\w)(\w+)\.$/,
      (_, a: string, b: string) => `${a.toUpperCase()}${b}.`,
    ),
    "A payment passes only when every rule holds.",
  ];
  return [style.out.strong("For all of it:"), ...defaults.map((each) => wrap(each, columns, "    "))].join("\n");
}

function canonical(policy: SpendingPolicy, { style, columns }: Session): string {
  const lines = formatPolicy(policy).split("\n");
  return [
    style.out.strong("In canonical English:"),
    ...lines.map((line) => wrap(line, columns, "      ", "    ")),
  ].join("\n");
}
