import { readdirSync, readFileSync } from "node:fs";
import { applyFix, LINT_RULES, type LintInput, lintPolicy } from "@spendrail/analysis";
import { expect, test } from "vitest";

/**
 * One file a rule: policies, and under each what the rule says of it. Policies that are nearly wrong stand there too, with
 * nothing under them. A change of a rule is written down with `npx vitest run packages/analysis/test/lint/rules.test.ts -u`.
 */
const folder = new URL("./rules/", import.meta.url);
const BETWEEN = "\n\n=====\n\n";
const NOW = "2026-11-22T00:00:00Z";

test("files and rules are one to one", () => {
  expect(readdirSync(folder).sort()).toEqual(Object.keys(LINT_RULES).map((rule) => `${rule}.txt`));
});

test.each(Object.keys(LINT_RULES))("%s", async (rule) => {
  const file = new URL(`${rule}.txt`, folder);
  const policies = readFileSync(file, "utf8")
    .split(BETWEEN)
    .map((part) => part.split(/\n+(?:=>|$)/)[0] ?? "");
  const rendered = policies.map((policy) => [policy, ...saidOf(policy, rule)].join("\n"));
  await expect(`${rendered.join(BETWEEN)}\n`).toMatchFileSnapshot(file.pathname);
  expect(rendered.some((part) => part.includes("\n=> "))).toBe(true);
  expect(rendered.some((part) => part.includes("\n=> nothing"))).toBe(true);
});

/** What the rule says: place, message, other places, fixes with what the changed lines become. */
function saidOf(policy: string, rule: string): string[] {
  const input: LintInput = policy.startsWith("{") ? { policy: JSON.parse(policy) } : { text: policy };
  const result = lintPolicy(input, { at: NOW });
  if (!result.ok) throw new Error(`no policy: ${policy}\n${JSON.stringify(result)}`);
  const findings = result.findings.filter((finding) => finding.rule === rule);
  if (findings.length === 0) return ["", "=> nothing"];
  return findings.flatMap(({ message, related = [], fixes = [], ...place }) => [
    "",
    `=> ${placeOf(place, policy)}: ${message}`,
    ...related.map((other) => `   see ${placeOf(other, policy)}: ${other.message}`),
    ...fixes.flatMap((fix) => [
      `   fix (${fix.effect}): ${fix.title}`,
      ...changedLines(input, applyFix(input, fix)).map((line) => `     ${line}`),
    ]),
  ]);
}

function placeOf({ path, range }: { path: string; range?: { start: number; end: number } }, policy: string): string {
  if (range === undefined) return path;
  return JSON.stringify(policy.slice(range.start, range.end).replaceAll("\n", " "));
}

/** The lines that are there after a fix and were not before; of JSON the whole. */
function changedLines(before: LintInput, after: LintInput): string[] {
  if (!("text" in before) || !("text" in after)) return "policy" in after ? [JSON.stringify(after.policy)] : [];
  const old = new Set(before.text.split("\n"));
  const changed = after.text.split("\n").filter((line) => line.trim() !== "" && !old.has(line));
  return changed.length > 0 ? changed : ["(lines taken out)"];
}
