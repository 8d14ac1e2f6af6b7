import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
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
  const file = path === "-" ? undefined : createReadStream(resolve(io.cwd, path));
  const input = file ?? Readable.from([await io.readStdin()]);
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  const failed = new Promise<never>((_, reject) => {
    input.on("error", (fault: unknown) => reject(new JsonLinesProblem(`${path}: ${fileProblem(fault)}`)));
  });
  failed.catch(() => undefined);
  const size =
    file === undefined
      ? 0
      : await stat(resolve(io.cwd, path)).then(
          ({ size }) => size,
          () => 0,
        );
  const each = lines[Symbol.asyncIterator]();
  for (let line = 1; ; line += 1) {
    const { value: text, done } = await Promise.race([each.next(), failed]);
    if (done) break;
    yield parsed(text, `${path}:${line}`);
    if (file !== undefined && line % PROGRESS_EVERY === 0) onRead?.(Math.min(1, file.bytesRead / size));
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
