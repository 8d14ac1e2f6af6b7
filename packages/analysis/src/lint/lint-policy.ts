import { type Diagnostic, type ParseOptions, parsePolicy, type Severity } from "@spendrail/language";
import {
  CATEGORIES,
  type Issue,
  indexCategories,
  parseInstant,
  readPolicy,
  type SpendingPolicy,
} from "@spendrail/model";
import type { LintFinding, LintFix } from "./finding.js";
import { fixMaker } from "./fix/make-fix.js";
import { MERCHANT_CATEGORIES } from "./merchant-categories.js";
import { placeOf } from "./place.js";
import { LINT_RULES, pageOf, RULES } from "./registry.js";
import type { Report, Subject, TextSource } from "./rule.js";
import { applySuppressions, type SuppressionContext } from "./suppression/suppressions.js";

/** A policy in English, or one as JSON: any value, such as the result of `JSON.parse`. */
export type LintInput = { readonly text: string } | { readonly policy: unknown };

export interface LintOptions extends ParseOptions {
  /** The instant (RFC 3339) that counts as now, to find what has expired. Absent: nothing has. */
  at?: string;
  /** Severities by rule, instead of the rules' own; `off` leaves a rule out. Names that are no rules are ignored. */
  severities?: Readonly<Record<string, Severity | "off">>;
  /** Categories of merchants beside the known ones, by canonical merchant id. */
  merchantCategories?: Readonly<Record<string, readonly string[]>>;
}

/**
 * The findings about a policy, sorted by place, and the warnings and notes of the language that no rule reports itself;
 * or why there is no policy: diagnostics for a text, issues for JSON. Plain data.
 */
export type LintResult =
  | { ok: true; policy: SpendingPolicy; findings: LintFinding[]; diagnostics: Diagnostic[] }
  | { ok: false; diagnostics: Diagnostic[]; issues: Issue[] };

/**
 * Looks for what a policy probably does not mean: limits that can never bind, holes, contradictions, look-alikes. A text
 * can silence a finding in its next line with `# lint-disable-next-line RULE: reason`.
 *
 * Claims that something can never happen hold for an account that has always spent under this policy. Never throws on
 * data; a malformed `at` is a broken invariant of the caller and throws a `RangeError`.
 */
export function lintPolicy(input: LintInput, options: LintOptions = {}): LintResult {
  const reading = readInput(input, options);
  if (!reading.ok) return reading;
  const { subject } = reading;
  const findings: LintFinding[] = [];
  const makeFixes = fixMaker(subject, options);
  const reported = new Set<string>();
  for (const [name, rule] of Object.entries(RULES)) {
    const severity = severityOf(name, options);
    for (const code of rule.reports ?? []) reported.add(code);
    if (severity === "off") continue;
    for (const report of rule.check(subject))
      findings.push(findingOf(report, name, severity, subject, makeFixes(report.changes ?? [])));
  }
  const { policy, source } = subject;
  const kept = source === undefined ? findings : applySuppressions(findings, source.text, suppressionContext(options));
  const diagnostics = (source?.diagnostics ?? []).filter(({ code }) => !reported.has(code));
  return { ok: true, policy, findings: kept.sort(byPlace), diagnostics };
}

function suppressionContext(options: LintOptions): SuppressionContext {
  const known = Object.keys(LINT_RULES);
  return {
    known,
    off: new Set(known.filter((name) => severityOf(name, options) === "off")),
    finding(rule, range, message) {
      const severity = severityOf(rule, options);
      return severity === "off" ? undefined : { rule, severity, message, path: "", range, page: pageOf(rule) };
    },
  };
}

type InputReading = { ok: true; subject: Subject } | Extract<LintResult, { ok: false }>;

function readInput(input: LintInput, options: LintOptions): InputReading {
  const common = {
    atMs: instantOf(options.at),
    categories: indexCategories({ ...CATEGORIES, ...options.categories }),
    merchantCategories: { ...MERCHANT_CATEGORIES, ...options.merchantCategories },
  };
  if ("text" in input) {
    const parsed = parsePolicy(input.text, options);
    if (!parsed.ok) return { ok: false, diagnostics: parsed.diagnostics, issues: [] };
    const { policy, document, diagnostics } = parsed;
    const source: TextSource = { text: input.text, document, diagnostics };
    const statesTimeZone = document.statements.some(({ settings }) => settings.includes("timeZone"));
    return { ok: true, subject: { ...common, policy, source, statesTimeZone } };
  }
  const reading = readPolicy(input.policy, options.categories === undefined ? {} : { categories: options.categories });
  if (!reading.ok) return { ok: false, diagnostics: [], issues: [...reading.issues] };
  const statesTimeZone = Object.hasOwn(input.policy as object, "timeZone");
  return { ok: true, subject: { ...common, policy: reading.policy, source: undefined, statesTimeZone } };
}

function instantOf(at: string | undefined): number | undefined {
  if (at === undefined) return undefined;
  const ms = parseInstant(at);
  if (ms === undefined) throw new RangeError(`"${at}" is no instant`);
  return ms;
}

function severityOf(name: string, { severities = {} }: LintOptions): Severity | "off" {
  const own = Object.hasOwn(severities, name) ? severities[name] : undefined;
  return own ?? LINT_RULES[name]?.severity ?? "off";
}

function findingOf(
  report: Report,
  rule: string,
  severity: Severity,
  subject: Subject,
  fixes: readonly LintFix[],
): LintFinding {
  const related = (report.related ?? []).map(({ at, message }) => ({ ...placeOf(at, subject), message }));
  return {
    rule,
    severity,
    message: report.message,
    ...placeOf(report.at, subject),
    ...(related.length > 0 && { related }),
    ...(fixes.length > 0 && { fixes: [...fixes] }),
    page: pageOf(rule),
  };
}

function byPlace(a: LintFinding, b: LintFinding): number {
  return (
    (a.range?.start ?? 0) - (b.range?.start ?? 0) ||
    (a.range?.end ?? 0) - (b.range?.end ?? 0) ||
    comparePaths(a.path, b.path) ||
    (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0)
  );
}

/** `/rules/2` before `/rules/10`. */
function comparePaths(a: string, b: string): number {
  const others = b.split("/");
  for (const [index, part] of a.split("/").entries()) {
    const other = others[index];
    if (other === undefined) return 1;
    if (part === other) continue;
    const difference = Number(part) - Number(other);
    return Number.isNaN(difference) ? (part < other ? -1 : 1) : difference;
  }
  return a.length - b.length;
}
