import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

/** The names in the export lists of a package's entry, types included; a renamed one by the name it had before. */
function exportsOf(folder: string): string[] {
  const entry = readFileSync(new URL(`../../${folder}/src/index.ts`, import.meta.url), "utf8");
  return [...entry.matchAll(/^export (?:type )?\{([^}]*)\}/gm)]
    .flatMap((match) => (match[1] ?? "").split(","))
    .map((name) => name.trim().replace(/^type | as \w+$/g, ""))
    .filter((name) => name !== "");
}

test.each(["model", "language", "engine"])("everything that %s exports can be had from spendrail", (folder) => {
  const exported = new Set(exportsOf("spendrail"));
  expect(exportsOf(folder).filter((name) => !exported.has(name))).toEqual([]);
});
