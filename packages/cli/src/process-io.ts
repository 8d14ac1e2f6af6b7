import { createInterface, type Interface } from "node:readline";
import type { WriteStream } from "node:tty";
import type { Io, Output } from "./io.js";

/** The process as the world of a command. `close` lets the process end after questions were asked. */
export function processIo(): Io & { close(): void } {
  let reader: Interface | undefined;
  let lines: AsyncIterator<string> | undefined;
  return {
    cwd: process.cwd(),
    env: process.env,
    out: outputTo(process.stdout),
    err: outputTo(process.stderr),
    stdin: () => process.stdin,
    get canAsk() {
      return process.stdin.isTTY === true && process.stderr.isTTY === true;
    },
    async ask(question) {
      // One reader for all questions: what is typed ahead belongs to the next one.
      reader ??= createInterface({ input: process.stdin, output: process.stderr });
      lines ??= reader[Symbol.asyncIterator]();
      process.stderr.write(question);
      const { value, done } = await lines.next();
      return done ? undefined : value;
    },
    close: () => reader?.close(),
    now: () => new Date().toISOString(),
  };
}

/** A reader that goes away (`| head`) ends the writing and nothing else: the exit code still tells the truth. */
function outputTo(stream: WriteStream): Output {
  let open = true;
  stream.on("error", () => {
    open = false;
  });
  return {
    write(text) {
      if (open) stream.write(text);
    },
    isOpen: () => open,
    isTerminal: stream.isTTY === true,
    ...(stream.isTTY ? { columns: stream.columns } : {}),
  };
}
