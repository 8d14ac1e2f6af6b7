import { replaceFile } from "../files/replace-file.js";
import { readSource, type Source, STDIN_NAME } from "../files/source.js";
import type { Io } from "../io.js";
import type { Finding } from "../policy/finding.js";
import { fixSource, lintSource } from "./lint-source.js";
import type { LintSettings } from "./settings.js";

/** What came of linting one file. Plain data, so that it can come from another thread. */
export type FileReport =
  | { readonly ok: true; readonly source: Source; readonly findings: readonly Finding[]; readonly fixed: number }
  | { readonly ok: false; readonly problem: string };

/** Lints one file; with `fix`, after the fixes that change no decision have been written. Never rejects. */
export async function lintFile(
  path: string,
  settings: LintSettings,
  io: Pick<Io, "cwd" | "stdin">,
): Promise<FileReport> {
  const read = await readSource(path, io);
  if (!read.ok) return read;
  const { source } = read;
  if (!settings.fix || source.name === STDIN_NAME || path.startsWith("git:"))
    return { ok: true, source, findings: lintSource(source, settings), fixed: 0 };
  const { text, fixed } = fixSource(source, settings);
  if (fixed > 0) {
    const problem = await replaceFile(path, text, io);
    if (problem !== undefined) return { ok: false, problem: `${path}: ${problem}` };
  }
  const after = { ...source, text };
  return { ok: true, source: after, findings: lintSource(after, settings), fixed };
}
