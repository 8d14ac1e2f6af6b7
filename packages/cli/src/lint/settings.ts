import { LINT_RULES } from "@spendrail/analysis";
import { DIAGNOSTIC_CODES } from "@spendrail/language";
import { nearest } from "../arguments/nearest.js";
import { type Config, type RuleSeverity, SEVERITIES } from "../config/config.js";

/** What a linting run was asked for. Plain data, so that it can be handed to another thread. */
export interface LintSettings {
  readonly cwd: string;
  readonly merchants: Config["merchants"];
  readonly categories: Config["categories"];
  readonly severities: Readonly<Record<string, RuleSeverity>>;
  /** The instant that counts as now. */
  readonly at: string;
  /** Apply the fixes that change no decision. */
  readonly fix: boolean;
}

export type SeveritiesReading =
  | { readonly ok: true; readonly severities: Readonly<Record<string, RuleSeverity>> }
  | { readonly ok: false; readonly problem: string };

/** The severities of the settings, and over them those of `--rule name=severity`. Names that do not exist are refused. */
export function readSeverities(config: Config["rules"], written: readonly string[]): SeveritiesReading {
  const severities: Record<string, RuleSeverity> = { ...config };
  for (const each of written) {
    const [, name = "", severity = ""] = /^([^=]*)=(.*)$/s.exec(each) ?? [];
    const known = SEVERITIES.find((one) => one === severity);
    if (known === undefined)
      return {
        ok: false,
        problem: `--rule is NAME=SEVERITY with one of ${SEVERITIES.join(", ")}, and this is '${each}'.`,
      };
    severities[name] = known;
  }
  for (const name of Object.keys(severities)) {
    const problem = nameProblem(name);
    if (problem !== undefined) return { ok: false, problem };
  }
  return { ok: true, severities };
}

function nameProblem(name: string): string | undefined {
  if (Object.hasOwn(LINT_RULES, name)) return undefined;
  const codes: Readonly<Record<string, string>> = DIAGNOSTIC_CODES;
  if (!Object.hasOwn(codes, name)) {
    const meant = nearest(name, [...Object.keys(LINT_RULES), ...Object.keys(codes)]);
    return `There is no rule '${name}'.${meant === undefined ? "" : ` Did you mean ${meant}?`}`;
  }
  return codes[name] === "error"
    ? `'${name}' means that there is no policy; its severity cannot be changed.`
    : undefined;
}
