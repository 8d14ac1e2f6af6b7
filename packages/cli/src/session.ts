import type { Arguments } from "./arguments/read-arguments.js";
import type { Config } from "./config/config.js";
import type { ExitCode } from "./exit.js";
import type { Io, Output } from "./io.js";
import { type ColorChoice, type Style, styleFor } from "./terminal/style.js";

/** One run of a command. */
export interface Session {
  readonly io: Io;
  readonly args: Arguments;
  readonly config: Config;
  /** Colours for what goes to standard output, and to standard error. */
  readonly style: { readonly out: Style; readonly err: Style };
  /** Width for text, in columns. */
  readonly columns: number;
}

export type Command = (session: Session) => Promise<ExitCode>;

export function createSession(io: Io, args: Arguments, config: Config): Session {
  const choice: ColorChoice = args.flag("no-color") ? "never" : args.flag("color") ? "always" : "by-terminal";
  const style = (output: Output) => styleFor(output, io.env, choice);
  return { io, args, config, style: { out: style(io.out), err: style(io.err) }, columns: columnsOf(io.out, io.env) };
}

const USUAL_COLUMNS = 100;

/** The width to write for: that of the terminal, else `COLUMNS`, else 100. */
export function columnsOf(output: Output, env: Io["env"]): number {
  const stated = Number(env.COLUMNS);
  const columns = output.columns ?? (Number.isInteger(stated) && stated > 0 ? stated : USUAL_COLUMNS);
  return Math.max(20, Math.min(columns, 120));
}
