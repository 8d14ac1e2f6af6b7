import { parseInstant } from "@spendrail/model";
import type { LintRule } from "../../rule.js";

/** The policy's validity is over at the reference instant: every payment is denied. */
export const expiredPolicy: LintRule = {
  severity: "error",
  summary: "The policy has expired, so that every payment is denied.",
  check({ policy: { validUntil }, atMs }) {
    if (validUntil === undefined || atMs === undefined || (parseInstant(validUntil) ?? atMs + 1) > atMs) return [];
    return [
      {
        at: { setting: "validUntil" },
        message: `The policy was valid until ${validUntil}, which is over: every payment is denied.`,
      },
    ];
  },
};
