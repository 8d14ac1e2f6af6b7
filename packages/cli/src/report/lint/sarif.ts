import { createHash } from "node:crypto";
import { isAbsolute } from "node:path";
import { pathToFileURL } from "node:url";
import { LINT_RULES } from "@spendrail/analysis";
import { DIAGNOSTIC_CODES } from "@spendrail/language";
import { Lines } from "../../files/lines.js";
import { STDIN_NAME } from "../../files/source.js";
import type { Finding } from "../../policy/finding.js";
import { version } from "../../version.js";
import type { LintedFile, LintReporter } from "./reporter.js";

const LEVELS = { error: "error", warning: "warning", info: "note" } as const;

/** SARIF 2.1.0 (OASIS): one run, with metadata for every rule there is, fixes, and fingerprints that outlive moved lines. */
export function sarifReporter(): LintReporter {
  const results: object[] = [];
  const rules = ruleMetadata();
  return {
    file(report) {
      const ordinals = new Map<string, number>();
      for (const finding of report.findings) results.push(resultOf(finding, report, rules, ordinals));
      return "";
    },
    end: (_, problems) => `${JSON.stringify(sarifLog(results, [...rules.values()], problems), null, 2)}\n`,
  };
}

function sarifLog(results: readonly object[], rules: readonly object[], problems: readonly string[]): object {
  const notifications = problems.map((text) => ({ level: "error", message: { text } }));
  const driver = { name: "spendrail", version: version(), semanticVersion: version(), rules };
  const invocation = {
    executionSuccessful: problems.length === 0,
    ...(notifications.length > 0 && { toolExecutionNotifications: notifications }),
  };
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [{ tool: { driver }, invocations: [invocation], columnKind: "utf16CodeUnits", results }],
  };
}

interface RuleDescriptor {
  readonly id: string;
  readonly [key: string]: unknown;
}

/** Every lint rule, every code of the language; what else is wrong with a JSON file is named by its results alone. */
function ruleMetadata(): Map<string, RuleDescriptor> {
  const descriptor = (id: string, level: string, text: string, page: string): [string, RuleDescriptor] => [
    id,
    {
      id,
      shortDescription: { text },
      help: { text: `See ${page}`, markdown: `See \`${page}\`` },
      defaultConfiguration: { level },
    },
  ];
  return new Map([
    ...Object.entries(LINT_RULES).map(([id, { severity, summary, page }]) =>
      descriptor(id, LEVELS[severity], summary, page),
    ),
    ...Object.entries(DIAGNOSTIC_CODES).map(([id, severity]) =>
      descriptor(id, LEVELS[severity], `${sentence(id)}.`, `docs/codes/${id}.md`),
    ),
  ]);
}

const sentence = (code: string): string => `${code.charAt(0).toUpperCase()}${code.slice(1).replaceAll("_", " ")}`;

function resultOf(
  finding: Finding,
  { source }: LintedFile,
  rules: ReadonlyMap<string, RuleDescriptor>,
  ordinals: Map<string, number>,
): object {
  const { code, severity, message, fixes = [], related = [] } = finding;
  const lines = new Lines(source.text);
  const artifactLocation = { uri: uriOf(source.name) };
  const location = (range: Finding["range"]) => ({
    physicalLocation: { artifactLocation, region: regionOf(range, lines) },
  });
  const ruleIndex = [...rules.keys()].indexOf(code);
  const edits = fixes.flatMap(({ title, edits }) => (edits === undefined ? [] : [{ title, edits }]));
  return {
    ruleId: code,
    ...(ruleIndex >= 0 && { ruleIndex }),
    level: LEVELS[severity],
    message: { text: message },
    locations: [location(finding.range)],
    ...(related.length > 0 && {
      relatedLocations: related.map(({ range, message: text }, id) => ({
        id,
        ...location(range),
        ...(text && { message: { text } }),
      })),
    }),
    ...(edits.length > 0 && {
      fixes: edits.map(({ title, edits }) => ({
        description: { text: title },
        artifactChanges: [{ artifactLocation, replacements: edits.map(replacementOf) }],
      })),
    }),
    partialFingerprints: { "spendrail/v1": fingerprint(finding, source.name, lines, ordinals) },
  };
}

function regionOf({ start, end, line, column }: Finding["range"], lines: Lines): object {
  const last = lines.placeOf(end);
  return {
    startLine: line,
    startColumn: column,
    endLine: last.line,
    endColumn: last.column,
    charOffset: start,
    charLength: end - start,
  };
}

function replacementOf({ start, end, text }: { start: number; end: number; text: string }): object {
  return { deletedRegion: { charOffset: start, charLength: end - start }, insertedContent: { text } };
}

function uriOf(name: string): string {
  if (name === STDIN_NAME) return "stdin";
  if (isAbsolute(name)) return pathToFileURL(name).href;
  return name.split(/[\\/]/).map(encodeURIComponent).join("/");
}

/** The same while the file, the rule and the line stay, wherever in the file the line stands. */
function fingerprint({ code, range }: Finding, name: string, lines: Lines, ordinals: Map<string, number>): string {
  const key = JSON.stringify([code, uriOf(name), lines.textOf(range.line).replace(/\s+/g, " ").trim()]);
  const ordinal = ordinals.get(key) ?? 0;
  ordinals.set(key, ordinal + 1);
  return createHash("sha256").update(`${key}${ordinal}`).digest("hex").slice(0, 32);
}
