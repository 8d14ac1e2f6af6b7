import { firstInstantOf, formatInstant } from "@spendrail/model";
import type { Finding, Span } from "../diagnostic/diagnostic.js";
import type { ValidityPhrase } from "../phrase/phrase.js";
import { DAY_MS, datedOn, relativeDate } from "./dates.js";

/** `[validFrom, validUntil)` as instants in UTC. */
export interface Validity {
  validFrom?: string;
  validUntil?: string;
}

/** The instants a validity phrase names, in the time zone. */
export function resolveValidity(
  phrases: readonly ValidityPhrase[],
  timeZone: string,
  referenceMs: number | undefined,
  findings: Finding[],
): Validity {
  const validity: Validity = {};
  for (const part of phrases.flatMap((phrase) => phrase.parts)) {
    const local = part.date ? datedOn(part.date, timeZone, referenceMs) : relativeDate(part, timeZone, referenceMs);
    if ("code" in local) {
      findings.push(local);
      continue;
    }
    const instant = (wallMs: number) => formatInstant(local.isUtc ? wallMs : firstInstantOf(timeZone, wallMs));
    const next = local.hasTime ? local.wallMs : local.wallMs + DAY_MS;
    if (part.role === "from" || part.role === "on") set(validity, "validFrom", instant(local.wallMs), part, findings);
    if (part.role === "after") set(validity, "validFrom", instant(next), part, findings);
    if (part.role === "until" || part.role === "on") set(validity, "validUntil", instant(next), part, findings);
    if (part.role === "before") set(validity, "validUntil", instant(local.wallMs), part, findings);
  }
  const { validFrom, validUntil } = validity;
  if (validFrom !== undefined && validUntil !== undefined && validFrom >= validUntil) {
    findings.push({ code: "date_invalid", at: spanOf(phrases), message: "The end is not after the start." });
  }
  return validity;
}

function set(validity: Validity, key: keyof Validity, value: string, at: Span, findings: Finding[]): void {
  if (validity[key] !== undefined && validity[key] !== value) {
    findings.push({
      code: "setting_conflict",
      at: { start: at.start, end: at.end },
      message: "This statement names two dates for the same end.",
    });
  }
  validity[key] = value;
}

const spanOf = (spans: readonly Span[]): Span => ({ start: spans[0]?.start ?? 0, end: spans.at(-1)?.end ?? 0 });
