import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { filesBelow, root, textOf } from "./workspace.js";

/** A fenced `ts` block, and the `text` block straight after it, if any: what the program prints. */
const EXAMPLE = /^```ts\n([\s\S]*?)^```(?:\n+```text\n([\s\S]*?)^```)?/gm;

const pages = [...filesBelow("", "README.md"), ...filesBelow("docs/guide", ".md")];
const examples = pages.flatMap((page) =>
  [...textOf(page).matchAll(EXAMPLE)].map((match, index) => ({
    page,
    title: `${page}, example ${index + 1}`,
    // Imports are resolved from the file: in this folder they find the packages as a user's project would.
    file: join(root, "node_modules", ".readme", `${page.replaceAll("/", "-")}-${index + 1}.mts`),
    code: match[1] ?? "",
    prints: match[2],
  })),
);

beforeAll(() => {
  mkdirSync(join(root, "node_modules", ".readme"), { recursive: true });
  for (const { file, code } of examples) writeFileSync(file, code);
});
afterAll(() => rmSync(join(root, "node_modules", ".readme"), { recursive: true, force: true }));

function nodeRuns(args: string[], input = "") {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, input, encoding: "utf8" });
  return { status, stdout, stderr };
}

test("all examples pass the type checker", { timeout: 120_000 }, () => {
  const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
  const options = [
    "--ignoreConfig",
    "--noEmit",
    "--strict",
    "--target",
    "es2023",
    "--module",
    "nodenext",
    "--types",
    "node",
  ];
  const files = examples.map(({ file }) => file);
  expect(nodeRuns([tsc, ...options, ...files])).toMatchObject({ status: 0, stdout: "" });
});

test.each(examples)("$title runs, and prints what the page says", { timeout: 120_000 }, ({ code, prints }) => {
  const ran = nodeRuns(["--input-type=module-typescript"], code);
  expect(ran).toMatchObject({ status: 0, stderr: "" });
  if (prints !== undefined) expect(ran.stdout).toBe(prints);
});

test("the README shows a program", () => {
  expect(examples.map(({ page }) => page)).toContain("README.md");
});
