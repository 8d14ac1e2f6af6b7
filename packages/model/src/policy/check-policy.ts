import type { Issue } from "../issue.js";
import { readCurrencyText } from "../reading/fact-text.js";
import { list } from "../reading/list-reader.js";
import { object, optional, required } from "../reading/object-reader.js";
import { addIssue, type Reader, type ReadingContext, text } from "../reading/reader.js";
import type { ModelOptions } from "./model-options.js";
import type { SpendingPolicy } from "./policy.js";
import { anyRule } from "./read-rule.js";
import { checkValidity, instant, timeZone, weekday } from "./read-time.js";

const version: Reader<1> = (value, path, context) => {
  if (value === 1) return 1;
  const code = typeof value === "number" ? "unknown_value" : "wrong_type";
  addIssue(context, code, path, "The version is the number 1.");
  return undefined;
};

const spendingPolicy = object<SpendingPolicy>(
  {
    version: required(version),
    currency: required(text(readCurrencyText)),
    timeZone: optional(timeZone, "UTC"),
    weekStartsOn: optional(weekday, "monday"),
    validFrom: optional(instant),
    validUntil: optional(instant),
    rules: required(list(anyRule)),
  },
  checkValidity,
);

/**
 * Everything that is wrong with a policy from outside, and the policy in canonical form.
 *
 * `policy` is there when nothing is wrong, or nothing but the spelling (every issue is `not_canonical`): sorted lists,
 * folded names, amounts without trailing zeros, defaults left out. It is fresh, plain data. Unlike `readPolicy`, this
 * does without the Public Suffix List and lets patterns such as `*.co.uk` pass. Never throws.
 */
export function checkPolicy(json: unknown, options: ModelOptions = {}): { policy?: SpendingPolicy; issues: Issue[] } {
  return walkPolicy(json, { issues: [], categories: options.categories ?? {} });
}

/** The one walk over a policy, for `checkPolicy` and `readPolicy`. */
export function walkPolicy(json: unknown, context: ReadingContext): { policy?: SpendingPolicy; issues: Issue[] } {
  const policy = spendingPolicy(json, "", context);
  const { issues } = context;
  const isClear = policy !== undefined && issues.every(({ code }) => code === "not_canonical");
  return isClear ? { policy, issues } : { issues };
}
