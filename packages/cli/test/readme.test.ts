import { cpSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { parseDocument } from "yaml";
import { SPECS } from "../src/specs/index.js";
import { folderWith, spendrail } from "./world.js";

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
const example = fileURLToPath(new URL("../../../examples/research-agent", import.meta.url));

function exampleFolder(files: Record<string, string> = {}): string {
  const folder = folderWith(files);
  cpSync(example, folder, { recursive: true });
  return folder;
}

const blocks = (language: string): string[] =>
  [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, "gm"))].map(([, text = ""]) => text);

test("what is shown of the command is what it prints", async () => {
  const consoles = blocks("console");
  expect(consoles.length).toBeGreaterThan(0);
  for (const shown of consoles) {
    const [line = "", ...printed] = shown.split("\n");
    const argv = [...line.replace("$ spendrail ", "").matchAll(/'([^']*)'|(\S+)/g)].map(
      ([, quoted, word]) => quoted ?? word ?? "",
    );
    expect((await spendrail(exampleFolder(), argv)).out).toBe(printed.join("\n"));
  }
});

test("the tests that are shown pass", async () => {
  const yaml = blocks("yaml").find((text) => text.includes("policy-test")) ?? "";
  expect(parseDocument(yaml).errors).toEqual([]);
  const run = await spendrail(exampleFolder({ "x.policy-test.yaml": yaml }), ["test"]);
  expect(run.out).toContain("2 passed, 0 failed");
});

test("the settings that are shown are accepted", async () => {
  const folder = exampleFolder({ "spendrail.config.json": blocks("json")[0] ?? "" });
  expect((await spendrail(folder, ["lint", "research-agent.policy"])).err).toBe("");
});

test("the table has every command", () => {
  const listed = [...readme.matchAll(/^\| `([a-z-]+)/gm)].map(([, name]) => name);
  expect(listed).toEqual(expect.arrayContaining(SPECS.map(({ name }) => name)));
});
