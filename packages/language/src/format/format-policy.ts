import type { Rule, SpendingPolicy } from "@spendrail/model";
import { quote } from "../names/quotation.js";
import { body } from "./body.js";
import { exception } from "./selector.js";
import { times, validity, weekdayName } from "./times.js";

/** Zone names that could not be taken for an abbreviation or a sum. */
const PLAIN_ZONE = /^[A-Za-z_]+(?:\/[A-Za-z_]+)+$/;

/**
 * Writes a policy in canonical English, one statement a line: first the settings that differ from the defaults, then
 * each rule in its order. `README.md` in this folder lists the phrases.
 *
 * @param policy a valid policy, as `readPolicy` or `parsePolicy` returns it.
 * @returns text that `parsePolicy` reads back to the same policy. Never throws on a valid policy.
 */
export function formatPolicy(policy: SpendingPolicy): string {
  const rules = policy.rules.map((rule) => formatRule(rule, policy));
  return [...settings(policy), ...(rules.length === 0 ? ["Allow all payments."] : rules)].join("\n");
}

/** One rule of a policy as a statement, with its capital letter and its period. The policy gives currency and zone. */
export function formatRule(rule: Rule, { currency, timeZone = "UTC" }: SpendingPolicy): string {
  const { during, except } = rule;
  const isSchedule = rule.kind === "schedule";
  const parts = [
    validity(rule, timeZone),
    during === undefined || isSchedule ? "" : times(during),
    body(rule, currency),
    // A schedule is about times itself: two of them side by side could be taken for one.
    during === undefined || !isSchedule ? "" : `a rule that holds only ${times(during)}`,
    except === undefined ? "" : `except ${exception(except)}`,
  ];
  return sentence(parts.filter((part) => part !== "").join(", "));
}

function settings(policy: SpendingPolicy): string[] {
  const { currency, timeZone, weekStartsOn } = policy;
  const valid = validity(policy, timeZone ?? "UTC");
  const found: string[] = [];
  if (currency !== "USD") found.push(`Currency is ${currency}.`);
  if (timeZone !== undefined) found.push(`Time zone is ${PLAIN_ZONE.test(timeZone) ? timeZone : quote(timeZone)}.`);
  if (weekStartsOn !== undefined) found.push(`Weeks start on ${weekdayName(weekStartsOn)}.`);
  if (valid !== "") found.push(`Valid ${valid}.`);
  return found;
}

function sentence(clause: string): string {
  return `${clause.charAt(0).toUpperCase()}${clause.slice(1)}.`;
}
