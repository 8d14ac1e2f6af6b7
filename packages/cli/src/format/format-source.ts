import type { ParseOptions } from "@spendrail/language";
import type { Source } from "../files/source.js";
import type { Finding } from "../policy/finding.js";
import { isJson, loadPolicy } from "../policy/load-policy.js";
import { formatText } from "./format-text.js";

/** A source in canonical wording, or the errors that keep it from being a policy. */
export type FormattedSource =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly findings: readonly Finding[] };

/** Formats a policy: English statement by statement, JSON with two spaces and the keys in their order. */
export function formatSource(source: Source, options: ParseOptions): FormattedSource {
  const loaded = loadPolicy(source, options);
  if (!loaded.ok) return { ok: false, findings: loaded.findings.filter(({ severity }) => severity === "error") };
  if (isJson(source)) return { ok: true, text: `${JSON.stringify(loaded.policy, null, 2)}\n` };
  return { ok: true, text: formatText(source.text, options) };
}
