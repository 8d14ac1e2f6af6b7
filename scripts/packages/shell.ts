import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { root } from "./manifest.ts";

/** Runs a program and returns what it printed on standard output. Throws with all its output when it fails. */
export function sh(folder: string, program: string, args: string[]): string {
  const { status, error, stdout, stderr } = spawnSync(program, args, { cwd: folder, encoding: "utf8" });
  if (status === 0) return stdout;
  const output = error?.message ?? `${stdout}\n${stderr}`.trim();
  throw new Error(`${output}\n\n${program} ${args.join(" ")} failed.`);
}

/** Runs a script of one of the workspace's development dependencies on this Node.js, like {@link sh}. */
export function tool(folder: string, script: string, args: string[]): string {
  return sh(folder, process.execPath, [join(root, "node_modules", script), ...args]);
}

/** Announces what is checked. */
export function heading(text: string): void {
  process.stdout.write(`  ${text}\n`);
}
