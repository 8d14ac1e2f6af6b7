import { open } from "node:fs/promises";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import type { Io } from "../io.js";
import { fileProblem } from "./file-problem.js";

/** A file of JSON Lines that could not be read to its end. */
export class JsonLinesProblem extends Error {}

/**
 * The values of a file of JSON Lines, one at a time, so that the file may be larger than memory; `-` is standard input.
 * The value of line n is the n-th.
 *
 * @param onRead told the share of the file that has been read, 0 to 1, now and then
 * @throws {JsonLinesProblem} with a sentence that names file and line, when a line is no JSON or the file cannot be read
 */
export async function* jsonLines(path: string, io: Io, onRead?: (share: number) => void): AsyncGenerator<unknown> {
  try {
    const file = path === "-" ? undefined : await open(resolve(io.cwd, path));
    const size = (await file?.stat())?.size ?? 0;
    const stream = file?.createReadStream();
    const lines = createInterface({ input: stream ?? Readable.from(io.stdin()), crlfDelay: 1_000 });
    const failed = new Promise<never>((_, reject) => stream?.on("error", reject));
    const each = lines[Symbol.asyncIterator]();
    for (let line = 1; ; line += 1) {
      // A stream that fails does not end the lines in every version of Node.js.
      const { value: text, done } = await Promise.race([each.next(), failed]);
      if (done) break;
      yield parsed(text, `${path}:${line}`);
      if (stream !== undefined && line % PROGRESS_EVERY === 0) onRead?.(Math.min(1, stream.bytesRead / size));
    }
  } catch (fault) {
    throw fault instanceof JsonLinesProblem ? fault : new JsonLinesProblem(`${path}: ${fileProblem(fault)}`);
  }
}

const PROGRESS_EVERY = 1_000;

function parsed(text: string, place: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new JsonLinesProblem(`${place}: This line is not JSON.`);
  }
}
