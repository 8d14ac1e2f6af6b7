import { formatPolicy, type SettingName, type Statement } from "@spendrail/language";
import type { SpendingPolicy } from "@spendrail/model";

/**
 * The canonical words of one statement: a sentence for each of its settings, then one for each of its rules.
 *
 * @returns `undefined` where the words are left as they are: a heading, a remark without effect, a trust level (which
 * says more than the limits it stands for).
 */
export function canonicalStatement({ kinds, rules, settings }: Statement, policy: SpendingPolicy): string | undefined {
  if (kinds.some((kind) => kind === "heading" || kind === "no_effect" || kind === "trust")) return undefined;
  const sentences = [...settingSentences(settings, policy), ...ruleSentences(rules, policy)];
  return sentences.length === 0 ? undefined : sentences.join(" ");
}

function ruleSentences(indices: readonly number[], policy: SpendingPolicy): string[] {
  const rules = indices.flatMap((index) => policy.rules[index] ?? []);
  return rules.length === 0 ? [] : linesOf({ ...policy, rules }).slice(-rules.length);
}

function settingSentences(settings: readonly SettingName[], policy: SpendingPolicy): string[] {
  const { currency, timeZone, weekStartsOn, validFrom, validUntil } = policy;
  const has = (name: SettingName) => settings.includes(name);
  const sentences = [
    has("currency") && `Currency is ${currency}.`,
    has("timeZone") && (settingLine("Time zone", { timeZone }) ?? "Time zone is UTC."),
    has("weekStartsOn") && (settingLine("Weeks", { weekStartsOn }) ?? "Weeks start on Monday."),
    (has("validFrom") || has("validUntil")) &&
      settingLine("Valid", {
        timeZone,
        ...(has("validFrom") && { validFrom }),
        ...(has("validUntil") && { validUntil }),
      }),
  ];
  return sentences.filter((sentence): sentence is string => typeof sentence === "string");
}

type Settings = { [Name in keyof Omit<SpendingPolicy, "version" | "rules">]?: SpendingPolicy[Name] | undefined };

/** The line that the canonical English of a policy with these settings has for one of them. */
function settingLine(start: string, settings: Settings): string | undefined {
  const stated = Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
  return linesOf({ version: 1, currency: "USD", rules: [], ...stated }).find((line) => line.startsWith(start));
}

const linesOf = (policy: SpendingPolicy): string[] => formatPolicy(policy).split("\n");
