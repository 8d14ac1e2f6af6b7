import type { Issue } from "../issue.js";
import { isPublicSuffix } from "../merchant/public-suffix.js";
import { walkPolicy } from "./check-policy.js";
import type { ModelOptions } from "./model-options.js";
import type { SpendingPolicy } from "./policy.js";

/** A policy in canonical form, or everything that is wrong with what was read. */
export type PolicyReading =
  | { readonly ok: true; readonly policy: SpendingPolicy }
  | { readonly ok: false; readonly issues: readonly [Issue, ...Issue[]] };

const NO_POLICY: Issue = { code: "malformed", path: "", message: "This is no policy." };

/**
 * Reads a policy from outside, such as the result of `JSON.parse`.
 *
 * Accepted is the canonical form alone, so that equal policies have equal digests; anything else is named with its path,
 * and with the right spelling where the meaning is clear. Only values that say the default (time zone `"UTC"`, weeks
 * from `"monday"`, one approver, approval per `"transaction"`) are accepted and left out. Keys whose value is
 * `undefined` count as absent. Patterns over a whole public suffix (ICANN section of the Public Suffix List) are refused.
 *
 * @returns the policy as fresh plain data, or all issues, at least one. Never throws, and never changes its argument.
 */
export function readPolicy(json: unknown, options: ModelOptions = {}): PolicyReading {
  const { policy, issues } = walkPolicy(json, { issues: [], categories: options.categories ?? {}, isPublicSuffix });
  if (policy !== undefined && issues.length === 0) return { ok: true, policy };
  const [first = NO_POLICY, ...others] = issues;
  return { ok: false, issues: [first, ...others] };
}
