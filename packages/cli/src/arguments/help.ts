import { wrap } from "../terminal/wrap.js";
import { COMMON_OPTIONS, type CommandSpec, type OptionSpec, type PositionalSpec } from "./spec.js";

/** The help of a command, for a terminal of so many columns. */
export function commandHelp(spec: CommandSpec, columns: number): string {
  return [
    wrap(`${spec.summary}.`, columns),
    `Usage: ${usage(spec)}`,
    ...spec.description.map((paragraph) => wrap(paragraph, columns)),
    section(
      "Arguments",
      spec.positionals.map((each) => [each.name, positionalSays(each)]),
      columns,
    ),
    section(
      "Options",
      [...spec.options, ...COMMON_OPTIONS].map((each) => [optionLabel(each), optionSays(each)]),
      columns,
    ),
    section(
      "Exit codes",
      spec.exits.map(([code, says]) => [String(code), says]),
      columns,
    ),
    `Examples:\n${spec.examples.map(([command, says]) => `${wrap(says, columns, "  # ")}\n  ${command}`).join("\n\n")}`,
  ]
    .filter((part) => part !== "")
    .join("\n\n")
    .concat("\n");
}

/** The help of the program: its commands. */
export function programHelp(specs: readonly CommandSpec[], columns: number): string {
  return [
    wrap("Spending policies in plain English: check them, test them, compare them.", columns),
    "Usage: spendrail COMMAND [arguments]",
    section(
      "Commands",
      specs.map(({ name, summary }) => [name, summary]),
      columns,
    ),
    section(
      "Options",
      [
        ["--version", "Show the version."],
        ["-h, --help", "Show this help."],
      ],
      columns,
    ),
    wrap("Every command has its own help, with examples: spendrail COMMAND --help", columns),
  ]
    .join("\n\n")
    .concat("\n");
}

/** One line: the name of the command and what it takes. */
export function usage({ name, positionals }: CommandSpec): string {
  const takes = positionals.map(({ name: what, required, many }) => {
    const text = `${what}${many ? "..." : ""}`;
    return required ? text : `[${text}]`;
  });
  return ["spendrail", name, ...takes, "[options]"].join(" ");
}

export function optionLabel({ name, short, takes, value, choices }: OptionSpec): string {
  const dashed = `${short === undefined ? "" : `-${short}, `}--${name}`;
  return takes === "flag" ? dashed : `${dashed} ${choices === undefined ? (value ?? "VALUE") : "NAME"}`;
}

export function optionSays({ says, takes, choices }: OptionSpec): string {
  const names = choices === undefined ? "" : ` One of ${choices.join(", ")}.`;
  return `${says}${names}${takes === "list" ? " May be repeated." : ""}`;
}

export function positionalSays({ says, choices }: PositionalSpec): string {
  return choices === undefined ? says : `${says} One of ${choices.join(", ")}.`;
}

/** A heading over rows of two columns; on a narrow terminal the second stands below the first. */
function section(title: string, rows: readonly (readonly [string, string])[], columns: number): string {
  if (rows.length === 0) return "";
  const width = Math.min(26, Math.max(...rows.map(([label]) => label.length)));
  const lines = rows.map(([label, says]) => {
    if (columns < 60 || label.length > width) return `  ${label}\n${wrap(says, columns, "      ")}`;
    return wrap(says, columns, " ".repeat(width + 4), `  ${label.padEnd(width)}  `);
  });
  return `${title}:\n${lines.join("\n")}`;
}
