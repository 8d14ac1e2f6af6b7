import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { type Io, main, type Output } from "../src/index.js";

/** What a run printed, and how it ended. */
export interface Run {
  code: number;
  out: string;
  err: string;
}

/** How a run is set up. */
export interface Setting {
  stdin?: string | Uint8Array;
  env?: Record<string, string>;
  /** Both outputs are a terminal of this width. */
  terminal?: number;
  /** What the person at the terminal answers, line by line. */
  answers?: string[];
  cwd?: string;
}

export const NOW = "2026-03-02T09:00:00Z";

/** A folder of its own for one test, with these files in it, gone when the test is over. */
export function folderWith(files: Record<string, string | Uint8Array> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), "spendrail-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

export const textIn = (folder: string, name: string): string => readFileSync(join(folder, name), "utf8");

/** Runs the program in this process, in a folder, as a user would run it there. */
export async function spendrail(folder: string, argv: readonly string[], setting: Setting = {}): Promise<Run> {
  const out = collector(setting.terminal);
  const err = collector(setting.terminal);
  const answers = [...(setting.answers ?? [])];
  const io: Io = {
    cwd: join(folder, setting.cwd ?? ""),
    env: setting.env ?? {},
    out,
    err,
    async *stdin() {
      yield Buffer.from(setting.stdin ?? "");
    },
    canAsk: setting.answers !== undefined,
    ask: async () => answers.shift(),
    now: () => NOW,
  };
  const code = await main(argv, io);
  return { code, out: out.text(), err: err.text() };
}

function collector(columns: number | undefined): Output & { text(): string } {
  let text = "";
  return {
    write(more) {
      text += more;
    },
    isOpen: () => true,
    isTerminal: columns !== undefined,
    ...(columns !== undefined && { columns }),
    text: () => text,
  };
}
