import { access } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { readJson, stepsOfPath } from "../files/json.js";
import { Lines } from "../files/lines.js";
import { readSource, type Source } from "../files/source.js";
import type { Io } from "../io.js";
import { checkConfig } from "./check-config.js";
import type { Config } from "./config.js";

export type ConfigReading =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly problems: readonly string[] };

const FILE_NAME = "spendrail.config.json";

/**
 * The settings: those of `path`, else of the nearest `spendrail.config.json` in the current folder or above it, else
 * the defaults. Problems name the file, the line and the key.
 */
export async function readConfig(path: string | undefined, io: Io): Promise<ConfigReading> {
  const file = path ?? (await nearestConfig(io.cwd));
  const defaults: Config = { rules: {}, merchants: {}, categories: {}, missing: "skip", paths: [], folder: io.cwd };
  if (file === undefined) return { ok: true, config: defaults };
  const name = path ?? relative(io.cwd, file);
  const read = await readSource(name, io);
  if (!read.ok) return { ok: false, problems: [read.problem] };
  const checked = parseConfig(read.source);
  if (!checked.ok) return checked;
  const { $schema: _, ...config } = checked.config;
  return { ok: true, config: { ...defaults, ...config, folder: dirname(resolve(io.cwd, file)) } };
}

async function nearestConfig(from: string): Promise<string | undefined> {
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    const file = join(folder, FILE_NAME);
    const found = await access(file).then(
      () => true,
      () => false,
    );
    if (found) return file;
    if (folder === dirname(folder)) return undefined;
  }
}

function parseConfig({ name, text }: Source) {
  const json = readJson(text);
  const lines = new Lines(text);
  const problemAt = (offset: number, message: string) => {
    const { line, column } = lines.placeOf(offset);
    return `${name}:${line}:${column}: ${message}`;
  };
  if (!json.ok) return { ok: false as const, problems: [problemAt(json.at.start, json.message)] };
  const { config, problems } = checkConfig(json.value);
  if (problems.length === 0) return { ok: true as const, config };
  return {
    ok: false as const,
    problems: problems.map(({ path, message }) => problemAt(json.placeOf(stepsOfPath(path)).start, message)),
  };
}
