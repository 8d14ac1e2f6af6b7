import { execFile } from "node:child_process";
import { open } from "node:fs/promises";
import { resolve } from "node:path";
import { promisify } from "node:util";
import type { Io } from "../io.js";
import { fileProblem } from "./file-problem.js";

/** A text from outside, and what people call the place it came from. */
export interface Source {
  /** The path as it was written; `<stdin>` for standard input. */
  readonly name: string;
  readonly text: string;
}

export type SourceReading =
  | { readonly ok: true; readonly source: Source }
  | { readonly ok: false; readonly problem: string };

export const STDIN_NAME = "<stdin>";

/** Longer inputs are refused unread; a policy may have 64 KiB in English, and JSON policies stay far below this. */
const MOST_BYTES = 16 * 1024 * 1024;

const GIT_PATH = /^git:([^:]+):(.+)$/s;

/**
 * Reads a text: a file, `-` for standard input, or `git:REVISION:PATH` for a file as git knows it (the path counts from
 * the top of the repository, or with a leading `./` from the current folder, as in git itself). A byte order mark at the
 * start is left out. A problem is a sentence that names the place.
 */
export async function readSource(path: string, io: Pick<Io, "cwd" | "stdin">): Promise<SourceReading> {
  const name = path === "-" ? STDIN_NAME : path;
  const git = GIT_PATH.exec(path);
  try {
    const bytes = await (path === "-"
      ? firstBytes(io.stdin())
      : git === null
        ? bytesOfFile(path, io)
        : bytesOfGit(git, io));
    if (typeof bytes === "string") return { ok: false, problem: `${name}: ${bytes}` };
    if (bytes.length > MOST_BYTES) return { ok: false, problem: `${name}: ${TOO_LONG}` };
    const problem = encodingProblem(bytes);
    if (problem !== undefined) return { ok: false, problem: `${name}: ${problem}` };
    return { ok: true, source: { name, text: new TextDecoder().decode(bytes) } };
  } catch (fault) {
    return { ok: false, problem: `${name}: ${fileProblem(fault)}` };
  }
}

const TOO_LONG = "The file is longer than 16 MiB, which no policy is.";

/** Size alone does not tell: a device or a pipe has none, and may never end. */
async function bytesOfFile(path: string, { cwd }: Pick<Io, "cwd">): Promise<Uint8Array> {
  const file = await open(resolve(cwd, path));
  return firstBytes(file.createReadStream());
}

/** Everything there is, or a little more than is ever taken. */
async function firstBytes(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > MOST_BYTES) break;
  }
  return Buffer.concat(chunks);
}

async function bytesOfGit(
  [, revision = "", path = ""]: RegExpExecArray,
  { cwd }: Pick<Io, "cwd">,
): Promise<Uint8Array | string> {
  if (revision.startsWith("-")) return "A git revision does not start with a dash.";
  try {
    const git = promisify(execFile);
    const options = { cwd, encoding: "buffer", maxBuffer: MOST_BYTES + 1 } as const;
    return (await git("git", ["cat-file", "blob", `${revision}:${path}`], options)).stdout;
  } catch (fault) {
    const said = fault instanceof Error && "stderr" in fault ? String(fault.stderr).trim().split("\n").at(-1) : "";
    return said ? `git says: ${said}` : fileProblem(fault);
  }
}

function encodingProblem(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
    return "The file is UTF-16; save it as UTF-8.";
  if (bytes.includes(0)) return "This is a binary file, not text.";
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return undefined;
  } catch {
    return "The file is not UTF-8 text.";
  }
}
