import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { DIAGNOSTIC_CODES, type DiagnosticCode, type Severity } from "../src/diagnostic/codes.js";
import { parsePolicy } from "../src/index.js";

const folder = new URL("../../../docs/codes/", import.meta.url);

const OPENING: Readonly<Record<Severity, string>> = {
  error: "An error: there is no policy until it is put right.",
  warning: "A warning: the policy stands, and you should look at this place.",
  info: "A note: the policy stands.",
};

interface Page {
  text: string;
  trigger: string;
  fixed: string;
}

/** ```` ```policy escaped ```` holds JSON escapes for what cannot be seen; `repeated 4000 times` is what it says. */
function readPage(code: string): Page {
  const text = readFileSync(new URL(`${code}.md`, folder), "utf8");
  const [, escaped, times = "1", trigger = ""] =
    /^```policy(?: (escaped)| repeated (\d+) times)?\n([^`]*)\n```$/m.exec(text) ?? [];
  const [, fixed = ""] = /^```policy-fixed\n([^`]*)\n```$/m.exec(text) ?? [];
  const shown = escaped === undefined ? trigger : JSON.parse(`"${trigger}"`);
  return { text, trigger: `${shown}\n`.repeat(Number(times)), fixed };
}

test("pages and diagnostic codes are one to one", () => {
  const pages = readdirSync(folder).map((name) => name.replace(/\.md$/, ""));
  expect(pages.sort()).toEqual(Object.keys(DIAGNOSTIC_CODES).sort());
});

describe.each(Object.entries(DIAGNOSTIC_CODES) as [DiagnosticCode, Severity][])("the page of %s", (code, severity) => {
  const { text, trigger, fixed } = readPage(code);
  const codesOf = (policy: string): string[] => parsePolicy(policy).diagnostics.map((diagnostic) => diagnostic.code);

  test(`starts with its name and says that it is ${severity}`, () => {
    expect(text.startsWith(`# \`${code}\`\n\n${OPENING[severity]}\n\n`)).toBe(true);
  });

  test("shows a text that gives it", () => {
    const parsed = parsePolicy(trigger);
    expect(parsed.diagnostics.map((diagnostic) => diagnostic.code)).toContain(code);
    expect(parsed.ok).toBe(severity !== "error");
  });

  test("shows a text that does not, and is a policy", () => {
    expect(parsePolicy(fixed).ok).toBe(true);
    expect(codesOf(fixed)).not.toContain(code);
  });
});
