import { join, relative } from "node:path";
import type { Session } from "../session.js";

/** The paths a command looks at: those of the command line, else those of the settings, else the current folder. */
export function policyPaths({ args, config, io }: Pick<Session, "args" | "config" | "io">): readonly string[] {
  if (args.positionals.length > 0) return args.positionals;
  if (config.paths.length > 0) return config.paths.map((path) => relative(io.cwd, join(config.folder, path)) || ".");
  return ["."];
}
