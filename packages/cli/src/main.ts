import { commandHelp, programHelp } from "./arguments/help.js";
import { nearest } from "./arguments/nearest.js";
import { readArguments } from "./arguments/read-arguments.js";
import type { CommandSpec } from "./arguments/spec.js";
import { EXIT, type ExitCode } from "./exit.js";
import type { Io } from "./io.js";
import { tell } from "./report/tell.js";
import { type Command, columnsOf, createSession } from "./session.js";
import { SPECS } from "./specs/index.js";
import { version } from "./version.js";

/** Each command is loaded when it is asked for: most of a start is loading. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  lint: async () => (await import("./commands/lint.js")).lint,
  test: async () => (await import("./commands/test.js")).test,
  parse: async () => (await import("./commands/parse.js")).parse,
  explain: async () => (await import("./commands/explain.js")).explain,
  fmt: async () => (await import("./commands/fmt.js")).fmt,
  check: async () => (await import("./commands/check.js")).check,
  diff: async () => (await import("./commands/diff.js")).diff,
  exposure: async () => (await import("./commands/exposure.js")).exposure,
  replay: async () => (await import("./commands/replay.js")).replay,
  "generate-tests": async () => (await import("./commands/generate-tests.js")).generateTests,
  suggest: async () => (await import("./commands/suggest.js")).suggest,
  init: async () => (await import("./commands/init.js")).init,
  completions: async () => (await import("./commands/completions.js")).completions,
};

/**
 * Runs the program.
 *
 * @param argv what stands after `spendrail` on the command line
 * @returns the exit code. Never rejects: a fault of the program itself is told in a sentence, as could-not-run.
 */
export async function main(argv: readonly string[], io: Io): Promise<ExitCode> {
  try {
    return await run(argv, io);
  } catch (fault) {
    const said = fault instanceof Error ? (fault.message.split("\n")[0] ?? "") : String(fault);
    tell(io, `this is a fault of spendrail itself: ${said}`);
    return EXIT.couldNotRun;
  }
}

async function run(argv: readonly string[], io: Io): Promise<ExitCode> {
  const [first, ...rest] = argv;
  const help = () => programHelp(SPECS, columnsOf(io.out, io.env));
  if (first === "--version" || first === "-V") return print(io, `${version()}\n`);
  if (first === "--help" || first === "-h" || (first === "help" && rest.length === 0)) return print(io, help());
  if (first === "help") return run([...rest, "--help"], io);
  if (first === undefined) {
    io.err.write(help());
    return EXIT.couldNotRun;
  }
  const spec = SPECS.find(({ name }) => name === first);
  return spec === undefined ? refuse(io, unknownCommand(first), "spendrail --help") : runCommand(spec, rest, io);
}

async function runCommand(spec: CommandSpec, argv: readonly string[], io: Io): Promise<ExitCode> {
  const reading = readArguments(argv, spec);
  if (!reading.ok) return refuse(io, reading.problem, `spendrail ${spec.name} --help`);
  if (reading.args.flag("help")) return print(io, commandHelp(spec, columnsOf(io.out, io.env)));
  const { readConfig } = await import("./config/read-config.js");
  const config = await readConfig(reading.args.value("config"), io);
  if (!config.ok) {
    tell(io, ...config.problems);
    return EXIT.couldNotRun;
  }
  const command = await COMMANDS[spec.name]?.();
  if (command === undefined) throw new Error(`${spec.name} has no program.`);
  return command(createSession(io, reading.args, config.config));
}

function print({ out }: Io, text: string): ExitCode {
  out.write(text);
  return EXIT.ok;
}

function refuse(io: Io, problem: string, help: string): ExitCode {
  tell(io, problem);
  io.err.write(`See ${help}\n`);
  return EXIT.couldNotRun;
}

function unknownCommand(written: string): string {
  const known = SPECS.map(({ name }) => name);
  const meant = nearest(written, known);
  return `There is no ${written.startsWith("-") ? "option" : "command"} ${written}.${meant === undefined ? "" : ` Did you mean ${meant}?`}`;
}
