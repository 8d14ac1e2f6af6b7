import { readFileSync } from "node:fs";
import { LINT_RULES, type LintInput, type LintOptions, lintPolicy } from "@spendrail/analysis";
import { describe, expect, test } from "vitest";

function findings(input: LintInput | string, options: LintOptions = {}) {
  const result = lintPolicy(typeof input === "string" ? { text: input } : input, options);
  if (!result.ok) throw new Error(JSON.stringify(result));
  return result.findings;
}

const names = (input: LintInput | string, options?: LintOptions) => findings(input, options).map(({ rule }) => rule);

describe("what was given", () => {
  test("a text that is no policy gives the diagnostics of the language", () => {
    const result = lintPolicy({ text: "Max $50 per dya." });
    expect(result).toMatchObject({ ok: false, issues: [], diagnostics: [{ code: "not_understood" }] });
  });

  test.each([[null], [42], [{ version: 1 }], ["Max $50 per day."]])(
    "JSON that is no policy gives issues: %j",
    (policy) => {
      const result = lintPolicy({ policy });
      expect(result).toMatchObject({ ok: false, diagnostics: [] });
      expect(!result.ok && result.issues.length).toBeGreaterThan(0);
    },
  );

  test("a malformed instant is the caller's mistake", () => {
    expect(() => lintPolicy({ text: "Max $50 per day." }, { at: "yesterday" })).toThrow(RangeError);
  });

  test("without an instant nothing has expired", () => {
    expect(names("Max $50 per day. Valid until 2001-01-01.")).not.toContain("expired-policy");
    expect(names("Max $50 per day. Valid until 2001-01-01.", { at: "2001-01-02T00:00:00Z" })).toContain(
      "expired-policy",
    );
  });

  test("categories of merchants can be added", () => {
    const text = "Only allow sirius.example and AWS. Block gambling.";
    expect(names(text)).not.toContain("blocked-category");
    expect(names(text, { merchantCategories: { "sirius.example": ["gambling"] } })).toContain("blocked-category");
  });
});

describe("what is said", () => {
  const TEXT =
    "Max $50 per transaction.\nMax $500 per day, at most 5 payments per day.\nAllow AWS.\nMax $20 per calendar day.";

  test("is plain data, in the order of the text", () => {
    const found = findings(TEXT);
    expect(JSON.parse(JSON.stringify(found))).toEqual(found);
    const starts = found.map(({ range }) => range?.start ?? -1);
    expect(starts).toEqual([...starts].sort((a, b) => a - b));
    expect(found.length).toBeGreaterThan(3);
  });

  test("of a JSON policy has the pointers in order, and no ranges", () => {
    const rules = Array.from({ length: 12 }, (_, index) => ({
      kind: "limit",
      per: "transaction",
      max: `${10 + index}`,
    }));
    const found = findings({ policy: { version: 1, currency: "USD", rules } });
    expect(found.every(({ range }) => range === undefined)).toBe(true);
    const implied = found.filter(({ rule }) => rule === "implied-limit").map(({ path }) => path);
    expect(implied).toEqual(rules.slice(1).map((_, index) => `/rules/${index + 1}/max`));
  });

  test.each([
    ["a line feed", "Max $50 per day.\nMax $90 per day.", 2, 1],
    ["a carriage return and a line feed", "# one\r\n\r\n  Max $50 per day. Max $90 per day.", 3, 20],
    ["a carriage return", "Max $50 per day.\r- Max $90 per day.", 2, 3],
  ])("has its line and column after %s", (_, text, line, column) => {
    expect(findings(text).find(({ rule }) => rule === "implied-limit")?.range).toMatchObject({ line, column });
  });

  test("is not said twice: what a rule reports is no diagnostic any more", () => {
    const result = lintPolicy({ text: "Allow AWS. Spend at most 50 per day. All merchants allowed." });
    const codes = result.diagnostics.map(({ code }) => code);
    expect(codes).toEqual(["no_effect"]);
    expect(result.ok && result.findings.map(({ rule }) => rule)).toEqual(
      expect.arrayContaining(["allow-without-only", "assumed-currency"]),
    );
  });

  test("has the severity that the caller chooses, and rules can be switched off", () => {
    const severities = { "no-window-limit": "error", "retry-hole": "off", "no-such-rule": "error" } as const;
    const found = findings("Max $50 per transaction.", { severities });
    expect(found.map(({ rule, severity }) => [rule, severity])).toEqual([["no-window-limit", "error"]]);
  });
});

describe("comments that silence a rule", () => {
  const silenced = (comment: string, options?: LintOptions) => names(`${comment}\nMax $50 per transaction.`, options);

  test.each([
    ["# lint-disable-next-line no-window-limit: the card has one"],
    ["// lint-disable-next-line no-window-limit: the card has one"],
    ["  ## lint-disable-next-line retry-hole, no-window-limit: see: the card\n\n# more\n"],
  ])("%j", (comment) => {
    expect(silenced(comment)).not.toContain("no-window-limit");
  });

  test("silence nothing without a reason, for another rule or in another line", () => {
    expect(silenced("# lint-disable-next-line no-window-limit")).toEqual([
      "bad-suppression",
      "retry-hole",
      "no-window-limit",
    ]);
    expect(silenced("# lint-disable-next-line no-window-limits: typo")).toContain("no-window-limit");
    expect(silenced("# lint-disable-next-line no-window-limit: far away\nBlock gambling.")).toEqual([
      "unused-suppression",
      "retry-hole",
      "no-window-limit",
    ]);
  });

  test("of a rule that is switched off are in use", () => {
    const options: LintOptions = { severities: { "expired-rule": "off" } };
    expect(silenced("# lint-disable-next-line expired-rule: kept", options)).not.toContain("unused-suppression");
    expect(silenced("# lint-disable-next-line expired-rule: kept")).toContain("unused-suppression");
  });

  test("cannot silence what is said about them", () => {
    const text =
      "# lint-disable-next-line unused-suppression: x\n# lint-disable-next-line expired-rule: y\nBlock gambling.";
    expect(names(text).filter((rule) => rule === "unused-suppression")).toHaveLength(2);
  });
});

const corpus = ["policies", "people"].flatMap((file) =>
  readFileSync(new URL(`../../../language/test/corpus/${file}.jsonl`, import.meta.url), "utf8")
    .trim()
    .split("\n")
    .map((line): string => JSON.parse(line).text),
);

/** Rules about what a policy leaves open, which a text of one statement nearly always does. */
const LEFT_OPEN: readonly string[] = ["no-window-limit", "unlimited-others", "assumed-time-zone", "assumed-currency"];

test("policies that people wrote hardly ever get a finding that claims a mistake, and never an error", () => {
  const texts = corpus.filter((text) => /[.;\n]\s*\S/.test(text));
  const found = texts.map((text) => lintPolicy({ text })).flatMap((result) => (result.ok ? result.findings : []));
  const mistakes = found.filter(({ rule, severity }) => severity !== "info" && !LEFT_OPEN.includes(rule));
  expect(mistakes.filter(({ severity }) => severity === "error")).toEqual([]);
  expect(mistakes.length / texts.length).toBeLessThan(0.02);
});

test.each([["research-agent"]])("the example %s has no finding but notes", (name) => {
  const text = readFileSync(new URL(`../../../../examples/${name}/${name}.policy`, import.meta.url), "utf8");
  expect(findings(text).filter(({ severity }) => severity !== "info")).toEqual([]);
});

test("the rules are listed in alphabetical order", () => {
  expect(Object.keys(LINT_RULES)).toEqual(Object.keys(LINT_RULES).sort());
});
