import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const root = new URL("../../../", import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), "utf8");

/** Fenced blocks that name a file: what they show stands in it. */
const blocks = [...read("CONTRIBUTING.md").matchAll(/^ *```\w+ (\S+)\n([\s\S]*?)\n *```$/gm)].flatMap(
  ([, path = "", shown = ""]) => shown.split("\n").map((line) => [path, line.trim()] as const),
);

test("the guide shows a new way to say a thing in three files", () => {
  expect(new Set(blocks.map(([path]) => path)).size).toBe(3);
});

test.each(blocks)("%s has the line that the guide shows", (path, line) => {
  const lines = read(path)
    .split("\n")
    .map((known) => known.trim());
  expect(lines).toContain(line);
});
