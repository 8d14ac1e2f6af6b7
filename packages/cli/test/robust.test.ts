import { writeFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { SPECS } from "../src/specs/index.js";
import { folderWith, spendrail } from "./world.js";

const words = [
  ...SPECS.flatMap(({ name, options }) => [
    name,
    ...options.flatMap((each) => [`--${each.name}`, ...(each.choices ?? [])]),
  ]),
  "a.policy",
  "b.policy.json",
  "a.policy-test.yaml",
  "h.jsonl",
  "-",
  ".",
  "*",
  "git:HEAD:a.policy",
  '{"amount": "1"}',
  "12",
  "24h",
  "--",
  "",
  "--config=c.json",
  "\u0000",
];

/** Commands that wait for a change, or write files, are left out. */
const anyCommandLine = fc.array(fc.constantFrom(...words.filter((word) => word !== "--watch" && word !== "init")), {
  maxLength: 6,
});

const anyContent = fc.oneof(
  fc.uint8Array({ maxLength: 60 }),
  fc.json().map((text) => new TextEncoder().encode(text)),
  fc
    .array(
      fc.constantFrom(
        "Max $50 per day",
        "{",
        "}",
        "[",
        ":",
        "- ",
        "\n",
        "policy: a.policy",
        "tests",
        "rules",
        '"',
        "version",
        "1",
        "&a",
        "*a",
        "#",
        ".",
      ),
      { maxLength: 12 },
    )
    .map((parts) => new TextEncoder().encode(parts.join(" "))),
);

test("no command line and no file makes the command fail by a fault of its own", async () => {
  const folder = folderWith();
  await fc.assert(
    fc.asyncProperty(anyCommandLine, anyContent, async (argv, content) => {
      for (const name of ["a.policy", "b.policy.json", "a.policy-test.yaml", "h.jsonl", "c.json"])
        writeFileSync(join(folder, name), content);
      const { code, err, out } = await spendrail(folder, argv, { stdin: content });
      expect([0, 1, 2, 3, 4]).toContain(code);
      expect(err).not.toContain("fault of spendrail");
      expect(err + out).not.toMatch(/^\s+at .*:\d+:\d+\)?$/m);
    }),
    { numRuns: 100 },
  );
});
