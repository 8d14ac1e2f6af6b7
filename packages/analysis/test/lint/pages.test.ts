import { readdirSync, readFileSync } from "node:fs";
import { applyFix, LINT_RULES, type LintFinding, type LintOptions, lintPolicy } from "@spendrail/analysis";
import { describe, expect, test } from "vitest";

const folder = new URL("../../../../docs/rules/", import.meta.url);
const sources = new URL("../../src/lint/rules/", import.meta.url);

/** The instant that the pages call today. */
const OPTIONS: LintOptions = { at: "2026-11-22T00:00:00Z" };

const OPENING = { error: "An error", warning: "A warning", info: "A note" } as const;

/** ```` ```policy json ```` holds a policy as JSON. */
function readPage(rule: string) {
  const text = readFileSync(new URL(`${rule}.md`, folder), "utf8");
  const block = (name: string) => {
    const [, json, content = ""] = new RegExp(`^\`\`\`${name}( json)?\\n([^\`]*)\\n\`\`\`$`, "m").exec(text) ?? [];
    return json === undefined ? { text: content } : { policy: JSON.parse(content) as unknown };
  };
  return { text, trigger: block("policy"), fixed: block("policy-fixed") };
}

function findingsOf(input: Parameters<typeof lintPolicy>[0], rule: string): LintFinding[] {
  const result = lintPolicy(input, OPTIONS);
  expect(result.ok).toBe(true);
  return result.ok ? result.findings.filter((finding) => finding.rule === rule) : [];
}

test("pages, rules and the folders of rules are one to one", () => {
  const pages = readdirSync(folder).map((name) => name.replace(/\.md$/, ""));
  expect(pages.filter((page) => page !== "README").sort()).toEqual(Object.keys(LINT_RULES));
  const aboutComments = ["bad-suppression", "unused-suppression"];
  expect([...readdirSync(sources), ...aboutComments].sort()).toEqual(Object.keys(LINT_RULES));
});

test("the list of rules has each with its severity and summary", () => {
  const rows = Object.entries(LINT_RULES).map(
    ([rule, { severity, summary }]) => `| [\`${rule}\`](${rule}.md) | ${severity} | ${summary} |`,
  );
  const list = readFileSync(new URL("README.md", folder), "utf8");
  expect(list.split("\n").filter((line) => line.startsWith("| ["))).toEqual(rows);
});

describe.each(Object.entries(LINT_RULES))("the page of %s", (rule, { severity, summary, page }) => {
  const { text, trigger, fixed } = readPage(rule);

  test("starts with its name, its severity and what it finds", () => {
    expect(page).toBe(`docs/rules/${rule}.md`);
    expect(text.startsWith(`# \`${rule}\`\n\n${OPENING[severity]}. ${summary}\n\n`)).toBe(true);
    expect(text).toContain("\n## The way out\n");
  });

  test("shows a policy that gives it, and one that does not", () => {
    const findings = findingsOf(trigger, rule);
    expect(findings.map((finding) => [finding.severity, finding.page])).toContainEqual([severity, page]);
    expect(findingsOf(fixed, rule)).toEqual([]);
  });

  test("each fix of that policy takes the finding away", () => {
    const findings = findingsOf(trigger, rule);
    for (const fix of findings.flatMap(({ fixes = [] }) => fixes)) {
      expect(findingsOf(applyFix(trigger, fix), rule).length, fix.title).toBeLessThan(findings.length);
    }
  });
});
