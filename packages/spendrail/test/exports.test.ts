import { readFileSync } from "node:fs";
import * as spendrail from "spendrail";
import { expect, test } from "vitest";

/** The names in the export lists of the entry, types included. */
function exportedNames(): string[] {
  const entry = readFileSync(new URL("../src/index.ts", import.meta.url), "utf8");
  return [...entry.matchAll(/^export (?:type )?\{([^}]*)\}/gm)]
    .flatMap((match) => (match[1] ?? "").split(","))
    .map((name) =>
      name
        .trim()
        .replace(/^.* as /, "")
        .replace(/^type /, ""),
    )
    .filter((name) => name !== "");
}

test("what people can import is a list that changes on purpose", async () => {
  await expect(`${exportedNames().sort().join("\n")}\n`).toMatchFileSnapshot("exports.golden.txt");
});

test.each([
  "authorize",
  "compilePolicy",
  "createMemoryHistory",
  "createMemoryLedger",
  "evaluate",
  "formatPolicy",
  "headroom",
  "parsePolicy",
  "policyDigest",
  "readPolicy",
])("%s is a function", (name) => {
  expect(spendrail).toHaveProperty(name, expect.any(Function));
});
