import { parseArgs } from "node:util";
import { nearest } from "./nearest.js";
import { COMMON_OPTIONS, type CommandSpec, type OptionSpec } from "./spec.js";

/** The arguments of a command, as its specification allows them. */
export interface Arguments {
  readonly positionals: readonly string[];
  flag(name: string): boolean;
  /** The value of an option; the last one when it is given twice. */
  value(name: string): string | undefined;
  list(name: string): readonly string[];
}

export type ArgumentsReading =
  | { readonly ok: true; readonly args: Arguments }
  | { readonly ok: false; readonly problem: string };

/** Reads what stands after the name of a command. A problem is one sentence that says what to write instead. */
export function readArguments(argv: readonly string[], spec: CommandSpec): ArgumentsReading {
  const options = [...spec.options, ...COMMON_OPTIONS];
  const { tokens } = parseArgs({
    args: [...argv],
    options: Object.fromEntries(options.map(({ name, short, takes }) => [name, parserOption(short, takes)])),
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const positionals: string[] = [];
  const values = new Map<string, string[]>();
  for (const token of tokens) {
    if (token.kind === "positional") positionals.push(token.value);
    if (token.kind !== "option") continue;
    const option = options.find(({ name }) => name === token.name);
    if (option === undefined) return { ok: false, problem: unknownOption(token.rawName, options) };
    const problem = valueProblem(option, token.rawName, token.value);
    if (problem !== undefined) return { ok: false, problem };
    values.set(option.name, [...(values.get(option.name) ?? []), token.value ?? ""]);
  }
  if (!values.has("help")) {
    const problem = positionalsProblem(positionals, spec);
    if (problem !== undefined) return { ok: false, problem };
  }
  return {
    ok: true,
    args: {
      positionals,
      flag: (name) => values.has(name),
      value: (name) => values.get(name)?.at(-1),
      list: (name) => values.get(name) ?? [],
    },
  };
}

function parserOption(short: string | undefined, takes: OptionSpec["takes"]) {
  return { type: takes === "flag" ? ("boolean" as const) : ("string" as const), ...(short && { short }) };
}

function unknownOption(written: string, options: readonly OptionSpec[]): string {
  const meant = nearest(
    written,
    options.map(({ name }) => `--${name}`),
  );
  return `There is no option ${written}.${meant === undefined ? "" : ` Did you mean ${meant}?`}`;
}

function valueProblem({ takes, choices, value = "VALUE" }: OptionSpec, written: string, given: string | undefined) {
  if (takes === "flag") return given === undefined ? undefined : `${written} takes no value.`;
  if (given === undefined) return `${written} needs a value: ${written} ${choices?.join("|") ?? value}.`;
  if (choices !== undefined && !choices.includes(given)) return notAChoice(written, given, choices);
  return undefined;
}

function notAChoice(what: string, given: string, choices: readonly string[]): string {
  const meant = nearest(given, choices);
  const listed = `It is one of ${choices.join(", ")}.`;
  return `${what} cannot be '${given}'. ${meant === undefined ? listed : `Did you mean ${meant}? ${listed}`}`;
}

function positionalsProblem(given: readonly string[], { name, positionals }: CommandSpec): string | undefined {
  const missing = positionals[given.length];
  if (missing?.required) return `${name} needs ${missing.name}: ${lowerFirst(missing.says)}`;
  for (const [index, { name: what, choices }] of positionals.entries()) {
    const value = given[index];
    if (choices !== undefined && value !== undefined && !choices.includes(value))
      return notAChoice(what, value, choices);
  }
  const extra = positionals.some(({ many }) => many) ? undefined : given[positionals.length];
  return extra === undefined ? undefined : `${name} does not take '${extra}'.`;
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
