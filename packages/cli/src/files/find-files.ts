import { stat } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { glob, isDynamicPattern } from "tinyglobby";
import type { Io } from "../io.js";
import { fileProblem } from "./file-problem.js";

export interface FoundFiles {
  /** Paths relative to the current folder, sorted within each path that was asked for, each once; `-` is standard input. */
  readonly files: readonly string[];
  /** What cannot be looked at, a sentence each. */
  readonly problems: readonly string[];
}

/** How the names of policies end. */
export const POLICY_ENDINGS = [".policy", ".policy.json"] as const;

const IGNORED = ["**/node_modules/**", "**/.git/**"];

/**
 * The files that paths stand for: a file is itself whatever its name, a folder is every file below it whose name ends in
 * one of `endings`, a glob is what matches it.
 */
export async function findFiles(paths: readonly string[], endings: readonly string[], io: Io): Promise<FoundFiles> {
  const files = new Set<string>();
  const problems: string[] = [];
  for (const path of paths) {
    const found = path === "-" || path.startsWith("git:") ? [path] : await filesOf(path, endings, io);
    if (typeof found === "string") problems.push(`${path}: ${found}`);
    else for (const file of found) files.add(file);
  }
  return { files: [...files], problems };
}

async function filesOf(path: string, endings: readonly string[], io: Io): Promise<readonly string[] | string> {
  const entry = await stat(resolve(io.cwd, path)).catch((fault: unknown) => fileProblem(fault));
  if (typeof entry !== "string") {
    if (!entry.isDirectory()) return [path];
    const patterns = endings.map((ending) => `**/*${ending}`);
    const below = await glob(patterns, { cwd: resolve(io.cwd, path), ignore: IGNORED, expandDirectories: false });
    return below.sort().map((file) => join(path, file));
  }
  if (!isDynamicPattern(path)) return entry;
  const matches = await glob(path, { cwd: io.cwd, ignore: IGNORED, expandDirectories: false, absolute: true });
  if (matches.length === 0) return "No file matches this pattern.";
  return matches.map((file) => relative(io.cwd, file)).sort();
}
