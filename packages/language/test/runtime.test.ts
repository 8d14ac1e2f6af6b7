import { Session } from "node:inspector/promises";
import { fileURLToPath } from "node:url";
import vm from "node:vm";
import { build } from "esbuild";
import { expect, test } from "vitest";

const PROGRAM = `
import { completionsAt, formatPolicy, parsePolicy } from "./index.js";
globalThis.read = (text) => {
  const parsed = parsePolicy(text);
  return JSON.stringify([parsed.ok && formatPolicy(parsed.policy), parsed.diagnostics.map(({ code }) => code)]);
};
globalThis.complete = (text) => completionsAt(text, text.length).items.length;
`;

/** The sources as one script for a browser. */
async function bundled(): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: PROGRAM, resolveDir: fileURLToPath(new URL("../src", import.meta.url)) },
    alias: { "@spendrail/model": fileURLToPath(new URL("../../model/src/index.ts", import.meta.url)) },
    bundle: true,
    platform: "browser",
    format: "iife",
    write: false,
    logLevel: "silent",
  });
  return outputFiles.map(({ text }) => text).join("\n");
}

test("policies are read without anything but ECMAScript, as in any browser", async () => {
  const context = vm.createContext({});
  vm.runInContext("delete globalThis.console; delete globalThis.WebAssembly;", context);
  vm.runInContext(await bundled(), context);
  const read = (text: string): unknown => JSON.parse(vm.runInContext(`read(${JSON.stringify(text)})`, context));
  expect(read("max $50 per day on openai.com; no weekends")).toEqual([
    "At most $50 per day on openai.com.\nOn weekends, block all payments.",
    [],
  ]);
  expect(read("Blok gambling")).toEqual([false, ["not_understood"]]);
  expect(vm.runInContext("complete('Max ')", context)).toBeGreaterThan(0);
});

test("importing builds neither lexer nor parser nor vocabulary; the first text does, once", async () => {
  const session = new Session();
  session.connect();
  await session.post("Profiler.enable");
  await session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: false });
  const builders = ["buildLexer", "PhraseParser", "builtInVocabulary", "grammarPhrases", "patternTable"];
  const built = new Map(builders.map((name) => [name, 0]));
  const count = async (): Promise<Record<string, number>> => {
    const { result } = await session.post("Profiler.takePreciseCoverage");
    for (const { functionName, ranges } of result.flatMap(({ functions }) => functions))
      if (built.has(functionName)) built.set(functionName, (built.get(functionName) ?? 0) + (ranges[0]?.count ?? 0));
    return Object.fromEntries(built);
  };
  const { parsePolicy } = await import("../src/index.js");
  expect(await count()).toEqual(Object.fromEntries(builders.map((name) => [name, 0])));
  parsePolicy("Max $50 per day.");
  const once = await count();
  expect(once).toMatchObject({ buildLexer: 1, PhraseParser: 1, grammarPhrases: 1, patternTable: 1 });
  parsePolicy("Max $60 per day.");
  expect(await count()).toMatchObject({ buildLexer: 1, PhraseParser: 1, grammarPhrases: 1, patternTable: 1 });
  session.disconnect();
});
