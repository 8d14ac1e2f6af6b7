import { createReadStream } from "node:fs";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import type { Io } from "../io.js";
import { fileProblem } from "./file-problem.js";

/** A file of JSON Lines that could not be read to its end. */
export class JsonLinesProblem extends Error {}

/**
 * The values of a file of JSON Lines, one at a time, so that the file may be larger than memory; `-` is standard input.
 * Empty lines are passed over.
 *
 * @throws {JsonLinesProblem} with a sentence that names file and line, when a line is no JSON or the file cannot be read
 */
export async function* jsonLines(path: string, io: Io): AsyncGenerator<{ line: number; value: unknown }> {
  const input = path === "-" ? Readable.from([await io.readStdin()]) : createReadStream(resolve(io.cwd, path));
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  const failed = new Promise<never>((_, reject) => {
    input.on("error", (fault: unknown) => reject(new JsonLinesProblem(`${path}: ${fileProblem(fault)}`)));
  });
  failed.catch(() => undefined);
  const each = lines[Symbol.asyncIterator]();
  for (let line = 1; ; line += 1) {
    const { value: text, done } = await Promise.race([each.next(), failed]);
    if (done) break;
    if (text.trim() !== "") yield { line, value: parsed(text, `${path}:${line}`) };
  }
}

function parsed(text: string, place: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new JsonLinesProblem(`${place}: This line is not JSON.`);
  }
}
