import { optionLabel, optionSays, positionalSays, usage } from "../src/arguments/help.js";
import { COMMON_OPTIONS, type CommandSpec } from "../src/arguments/spec.js";

/** The page about a command, in Markdown: what its help says. */
export function commandPage(spec: CommandSpec): string {
  const { name, summary, description, positionals, options, exits, examples } = spec;
  const table = (head: string, rows: readonly (readonly [string, string])[]) =>
    rows.length === 0
      ? []
      : [[`| ${head} | |`, "| --- | --- |", ...rows.map(([a, b]) => `| \`${cell(a)}\` | ${cell(b)} |`)].join("\n")];
  return `${[
    `# \`spendrail ${name}\``,
    `${summary}.`,
    ["```sh", usage(spec), "```"].join("\n"),
    ...description.map(escaped),
    ...table(
      "argument",
      positionals.map((each) => [each.name, escaped(positionalSays(each))]),
    ),
    ...table(
      "option",
      [...options, ...COMMON_OPTIONS].map((each) => [optionLabel(each), escaped(optionSays(each))]),
    ),
    ...table(
      "exit code",
      exits.map(([code, says]) => [String(code), escaped(says)]),
    ),
    "## Examples",
    ...examples.map(([command, says]) => [`${says}:`, "", "```sh", command, "```"].join("\n")),
  ].join("\n\n")}\n`;
}

/** The page that leads to those of the commands. */
export function indexPage(specs: readonly CommandSpec[]): string {
  const rows = specs.map(({ name, summary, exits }) => {
    const codes = exits.map(([code]) => code).join(", ");
    return `| [\`${name}\`](${name}.md) | ${summary} | ${codes} |`;
  });
  return `# The \`spendrail\` command

Policies are files that end in \`.policy\` (English) or \`.policy.json\`. These pages say what \`spendrail COMMAND --help\`
says; they are made from the same text.

| command | does | exit codes |
| --- | --- | --- |
${rows.join("\n")}
`;
}

const cell = (text: string): string => text.replaceAll("|", "\\|");

/** Outside of code, angle brackets and stars would be markup. */
const escaped = (text: string): string =>
  text.replace(/(`[^`]*`)|([*<>])/g, (_, code?: string, sign?: string) => code ?? `\\${sign}`);
