import { isCurrency, TOKENS, type Weekday } from "@spendrail/model";
import type { Clause } from "../clause/clause.js";
import type { Finding, Span } from "../diagnostic/diagnostic.js";
import { notUnderstood } from "../diagnostic/findings.js";
import type { SettingName } from "../document.js";
import type { Intent } from "../families/intent.js";
import type { ValidityPhrase, ZonePhrase } from "../phrase/phrase.js";
import { CURRENCY_WORDS, type CurrencySign, SHARED_SIGNS, SIGNS } from "../vocabulary/money-words.js";

/** A key of the policy that a statement sets. */
export type Setting = Span &
  (
    | { name: "currency"; value: string }
    | { name: "timeZone"; value: string }
    | { name: "weekStartsOn"; value: Weekday }
    | { name: "trust"; value: TrustLevel }
    | { name: "validity"; phrases: readonly ValidityPhrase[] }
  );

export type TrustLevel = "low" | "medium" | "high" | "unlimited";

/** The setting that a clause makes, if its intent is one. */
export function settingOf(clause: Clause, intent: Intent, findings: Finding[]): Setting | undefined {
  const at = { start: clause.start, end: clause.end };
  const isBare =
    clause.periods.length + clause.by.length + clause.exceptions.length === 0 &&
    clause.approval === undefined &&
    !clause.each &&
    !clause.combined;
  const setting = isBare ? read(clause, intent, at) : undefined;
  if (setting === undefined) findings.push(notUnderstood(at));
  return setting;
}

function read(clause: Clause, intent: Intent, at: Span): Setting | undefined {
  const [, ...words] = clause.words;
  switch (intent.kind) {
    case "currency": {
      if (clause.words[0]?.class === "payVerb" && clause.words[0].text.toLowerCase() !== "use") return undefined;
      const sign = currencyOf(words.find((word) => word.class !== "modal"));
      const value = sign && ("code" in sign ? sign.code : SHARED_SIGNS[sign.shared].usual);
      return value === undefined || !isCurrency(value) ? undefined : { name: "currency", value, ...at };
    }
    case "weekStart": {
      const [phrase, ...more] = clause.schedules;
      const [item, ...others] = phrase?.items ?? [];
      const [value, ...days] = item?.days ?? [];
      return value === undefined || more.length + others.length + days.length > 0
        ? undefined
        : { name: "weekStartsOn", value, ...at };
    }
    case "trust": {
      const level = trustLevelOf(clause);
      return level && { name: "trust", value: level, ...at };
    }
    case "validity":
      return clause.validity.length === 0 || clause.schedules.length > 0 || clause.selectors.length > 0
        ? undefined
        : { name: "validity", phrases: clause.validity, ...at };
    default:
      return undefined;
  }
}

/** The level that a clause about trust names. */
export function trustLevelOf({ words }: Clause): TrustLevel | undefined {
  return words.find((word) => word.class === "trustLevel")?.text.toLowerCase() as TrustLevel | undefined;
}

function currencyOf(word: Clause["words"][number] | undefined): CurrencySign | undefined {
  if (word === undefined) return undefined;
  if (word.class === "sign") return SIGNS[word.text.toUpperCase()];
  if (word.class === "currencyName") return CURRENCY_WORDS.find(([name]) => name === word.text.toLowerCase())?.[1];
  const code = word.text.toUpperCase();
  return { code: TOKENS[code]?.peg ?? code };
}

/** The zone that a phrase beside hours sets for the whole policy. */
export function zoneSetting({ zone, start, end }: ZonePhrase, findings: Finding[]): Setting {
  if (zone.assumed)
    findings.push({ code: "time_zone_assumed", at: { start, end }, message: `Read as the time zone ${zone.zone}.` });
  return { name: "timeZone", value: zone.zone, start, end };
}

/** The settings of the text, each at most once; two different values of one are a conflict. */
export function agree<Name extends Setting["name"]>(
  settings: readonly Setting[],
  name: Name,
  findings: Finding[],
): Extract<Setting, { name: Name }> | undefined {
  const named = settings.filter((setting): setting is Extract<Setting, { name: Name }> => setting.name === name);
  const [first] = named;
  for (const other of named.slice(1)) {
    if (first !== undefined && statedValue(other) !== statedValue(first)) {
      findings.push({
        code: "setting_conflict",
        at: { start: other.start, end: other.end },
        related: [{ start: first.start, end: first.end }],
        message: "This contradicts an earlier statement.",
      });
    }
  }
  return first;
}

const statedValue = (setting: Setting): string => ("value" in setting ? setting.value : "");

/** The keys of the policy that settings set, for the document. */
export function settingNames(settings: readonly Setting[]): SettingName[] {
  const names = settings.flatMap((setting): SettingName[] => {
    if (setting.name === "trust") return [];
    if (setting.name !== "validity") return [setting.name];
    const roles = setting.phrases.flatMap(({ parts }) => parts.map(({ role }) => role));
    const from = roles.some((role) => role === "from" || role === "after" || role === "on");
    const until = roles.some((role) => role === "until" || role === "before" || role === "on");
    return [...(from ? (["validFrom"] as const) : []), ...(until ? (["validUntil"] as const) : [])];
  });
  return [...new Set(names)];
}
