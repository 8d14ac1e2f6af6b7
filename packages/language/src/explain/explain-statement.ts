import { CURRENCIES, type SpendingPolicy } from "@spendrail/model";
import type { SettingName, Statement } from "../document.js";
import { weekdayName } from "../format/times.js";
import { explainRule } from "./explain-rule.js";

/**
 * Says what a statement of a text means, defaults included: one sentence for each rule and each setting it gives.
 *
 * @param statement one of `document.statements` of an accepted text, with the policy of that same text.
 * @returns plain English; for a statement that gives neither rules nor settings, a sentence that says so. The wording may
 * change between versions. Never throws.
 */
export function explainStatement(statement: Statement, policy: SpendingPolicy): string {
  const rules = statement.rules.flatMap((index) => policy.rules[index] ?? []);
  const sentences = [
    ...statement.settings.map((setting) => explainSetting(setting, policy)),
    ...rules.map((rule) => explainRule(rule, policy)),
  ];
  return sentences.length === 0 ? "This adds nothing to the policy." : sentences.join(" ");
}

function explainSetting(setting: SettingName, policy: SpendingPolicy): string {
  const { currency, timeZone = "UTC", weekStartsOn = "monday", validFrom, validUntil } = policy;
  switch (setting) {
    case "currency":
      return `Every amount is in ${currency} (${CURRENCIES[currency]?.name ?? currency}); payments in another currency are denied unless exchange rates are given.`;
    case "timeZone":
      return `Days, weeks, months and times of day are those of ${timeZone}.`;
    case "weekStartsOn":
      return `Calendar weeks start on ${weekdayName(weekStartsOn)}.`;
    case "validFrom":
      return `Before ${validFrom} every payment is denied.`;
    case "validUntil":
      return `From ${validUntil} on every payment is denied.`;
  }
}
