import { fixPolicy, type LintFinding, type LintOptions, type LintResult, lintPolicy } from "@spendrail/analysis";
import { readJson, stepsOfPointer } from "../files/json.js";
import { Lines } from "../files/lines.js";
import type { Source } from "../files/source.js";
import type { Finding } from "../policy/finding.js";
import { findingOf, isJson, loadPolicy } from "../policy/load-policy.js";
import { keepsComments } from "./comments.js";
import type { LintSettings } from "./settings.js";

/** What there is to say about a policy, in the order of its text. */
export function lintSource(source: Source, settings: LintSettings): readonly Finding[] {
  const { severities } = settings;
  return findingsOf(source, settings)
    .flatMap((finding): Finding[] => {
      const severity = finding.severity === "error" ? "error" : (severities[finding.code] ?? finding.severity);
      return severity === "off" ? [] : [{ ...finding, severity }];
    })
    .sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end || (a.code < b.code ? -1 : 1));
}

function findingsOf(source: Source, settings: LintSettings): readonly Finding[] {
  const { text } = source;
  if (!isJson(source)) {
    const result = lintPolicy({ text }, optionsOf(settings));
    return result.ok
      ? merged(result, () => ({ start: 0, end: 0, line: 1, column: 1 }))
      : result.diagnostics.map(findingOf);
  }
  const json = readJson(text);
  const result = json.ok ? lintPolicy({ policy: json.value }, optionsOf(settings)) : undefined;
  if (!json.ok || !result?.ok) return loadPolicy(source, settings).findings;
  const lines = new Lines(text);
  return merged(result, (pointer) => {
    const place = json.placeOf(stepsOfPointer(pointer));
    return { ...place, ...lines.placeOf(place.start) };
  });
}

type PlaceOf = (pointer: string) => Finding["range"];

function merged({ findings, diagnostics }: Extract<LintResult, { ok: true }>, placeOf: PlaceOf): readonly Finding[] {
  const ofRule = ({ rule, severity, message, range, path, related = [], fixes, page }: LintFinding): Finding => ({
    code: rule,
    severity,
    message,
    range: range ?? placeOf(path),
    ...(fixes && { fixes }),
    ...(related.length > 0 && {
      related: related.map((other) => ({ range: other.range ?? placeOf(other.path), message: other.message })),
    }),
    page,
  });
  return [...findings.map(ofRule), ...diagnostics.map(findingOf)];
}

/** A text after the fixes that change no decision, and how many there were. */
export interface FixedText {
  readonly text: string;
  readonly fixed: number;
}

/** Applies the fixes that change no decision. A fix that would lose a comment is left to people. */
export function fixSource(source: Source, settings: LintSettings): FixedText {
  const { text } = source;
  const options = optionsOf(settings);
  const none = { text, fixed: 0 };
  if (!isJson(source)) {
    const { input, applied } = fixPolicy({ text }, options);
    return "text" in input && keepsComments(text, input.text) ? { text: input.text, fixed: applied.length } : none;
  }
  const json = readJson(text);
  if (!json.ok) return none;
  const { input, applied } = fixPolicy({ policy: json.value }, options);
  if (!("policy" in input) || applied.length === 0) return none;
  return { text: `${JSON.stringify(input.policy, null, 2)}\n`, fixed: applied.length };
}

function optionsOf({ merchants, categories, severities, at }: LintSettings): LintOptions {
  return { merchants, categories, severities, at };
}
