import { canonicalMerchantPattern } from "@spendrail/model";
import { selectorOf } from "../../reach/covers.js";
import { patternCovers } from "../../reach/selectors.js";
import type { LintRule, Report, Subject, TextSource } from "../../rule.js";
import { spellingsOfValue } from "../../words.js";

const HOST = /(?:https?:\/\/)?(?:\*\.)?[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)*\.\p{L}{2,}/gu;

/** A host that a list names twice, or that a pattern of the same list has already. */
export const duplicateHost: LintRule = {
  severity: "info",
  summary: "A list names a host twice, or beside a pattern that has it already.",
  check(subject) {
    return [...coveredHosts(subject), ...(subject.source === undefined ? [] : repeatedHosts(subject.source))];
  },
};

function coveredHosts({ policy }: Subject): Report[] {
  return policy.rules.flatMap((rule, index) => {
    const on = selectorOf(rule);
    const merchants = on?.merchants ?? [];
    const patterns = merchants.filter((one) => one.startsWith("*."));
    return merchants.flatMap((merchant, place): Report[] => {
      const pattern = patterns.find((one) => one !== merchant && patternCovers(one, merchant));
      if (pattern === undefined || on === undefined) return [];
      const key = rule.kind === "allow" ? "only" : rule.kind === "block" ? "what" : "on";
      const left = { ...on, merchants: merchants.filter((one) => one !== merchant) };
      return [
        {
          at: { rule: index, path: `/${key}/merchants/${place}`, words: spellingsOfValue(merchant, "merchants") },
          message: `${pattern} has ${merchant} already.`,
          changes: [
            { title: `Leave out ${merchant}`, effect: "same", rules: new Map([[index, { ...rule, [key]: left }]]) },
          ],
        },
      ];
    });
  });
}

/** The policy holds each host once; what was written twice shows in the text alone. */
function repeatedHosts({ text, document }: TextSource): Report[] {
  return document.statements.flatMap(({ range, rules }) => {
    const [rule] = rules;
    const seen = new Set<string>();
    if (rule === undefined || rules.length > 1) return [];
    return [...text.slice(range.start, range.end).matchAll(HOST)].flatMap((match): Report[] => {
      const reading = canonicalMerchantPattern(match[0]);
      if (!reading.ok) return [];
      const isRepeated = seen.has(reading.id);
      seen.add(reading.id);
      const start = range.start + match.index;
      const span = { start, end: start + match[0].length };
      return isRepeated ? [{ at: { span, path: `/rules/${rule}` }, message: `${reading.id} is listed twice.` }] : [];
    });
  });
}
