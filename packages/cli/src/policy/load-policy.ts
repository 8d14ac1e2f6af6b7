import { type Diagnostic, type ParseOptions, type PolicyDocument, parsePolicy } from "@spendrail/language";
import { readPolicy, type SpendingPolicy } from "@spendrail/model";
import { readJson, type Stretch, stepsOfPath } from "../files/json.js";
import { Lines } from "../files/lines.js";
import { type Source, STDIN_NAME } from "../files/source.js";
import { issueWords } from "../report/tell.js";
import type { Finding } from "./finding.js";

/** The policy of a source, with what there is to say about it. A text in English has a document. */
export type LoadedPolicy =
  | {
      readonly ok: true;
      readonly policy: SpendingPolicy;
      readonly document?: PolicyDocument;
      readonly findings: readonly Finding[];
    }
  | { readonly ok: false; readonly document?: PolicyDocument; readonly findings: readonly Finding[] };

/** Reads a policy: JSON where `isJson` says so, else English. Never throws. */
export function loadPolicy(source: Source, options: ParseOptions): LoadedPolicy {
  return isJson(source) ? loadJson(source.text, options) : loadEnglish(source.text, options);
}

/** A file is JSON by its name; from standard input, when it starts with a brace, which no English policy does. */
export function isJson({ name, text }: Source): boolean {
  return name === STDIN_NAME ? /^\s*\{/.test(text) : name.endsWith(".json");
}

function loadEnglish(text: string, options: ParseOptions): LoadedPolicy {
  const parsed = parsePolicy(text, options);
  return { ...parsed, findings: parsed.diagnostics.map(findingOf) };
}

/** A diagnostic of the language, with its page. */
export function findingOf({ code, severity, message, range, fixes, related = [] }: Diagnostic): Finding {
  const places = related.length === 0 ? {} : { related: related.map((other) => ({ range: other })) };
  return { code, severity, message, range, ...(fixes && { fixes }), ...places, page: `docs/codes/${code}.md` };
}

function loadJson(text: string, { categories }: ParseOptions): LoadedPolicy {
  const json = readJson(text);
  const lines = new Lines(text);
  const finding = (code: string, message: string, at: Stretch): Finding => ({
    code,
    severity: "error",
    message,
    range: { ...at, ...lines.placeOf(at.start) },
  });
  if (!json.ok) return { ok: false, findings: [finding("malformed", json.message, json.at)] };
  const read = readPolicy(json.value, categories === undefined ? {} : { categories });
  if (read.ok) return { ok: true, policy: read.policy, findings: [] };
  const findings = read.issues.map(({ code, path, message }) =>
    finding(code, issueWords({ path, message }), json.placeOf(stepsOfPath(path))),
  );
  return { ok: false, findings };
}
