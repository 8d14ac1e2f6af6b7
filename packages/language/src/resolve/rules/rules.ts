import type { Clause } from "../../clause/clause.js";
import type { Intent } from "../../families/intent.js";
import { conditionsOf } from "../conditions.js";
import type { Draft } from "../draft.js";
import { allowEverythingRules, allowRules, blockRules } from "./allow-block-rules.js";
import { approvalRules, autoApprovalRules } from "./approval-rules.js";
import { exceptionRules } from "./exception-rules.js";
import { ceilingRules } from "./limit-rules.js";
import type { RuleContext } from "./making.js";
import {
  alertRules,
  cooldownRules,
  driftRules,
  duplicateRules,
  reserveRules,
  scheduleRules,
  trustRules,
} from "./safeguard-rules.js";

/** The rules of a clause, as drafts. Findings are added to the context. */
export function draftRules(clause: Clause, intent: Intent, context: RuleContext): Draft[] {
  const conditions = conditionsOf(clause, intent, context);
  if (conditions === undefined) return [];
  if (clause.findings.length > 0) return [];
  const making = { clause, intent, conditions, context };
  if (intent.kind === "block" || intent.kind === "duplicate") {
    const others = { ...making, conditions: { ...conditions, exceptions: [] } };
    return [
      ...(intent.kind === "block" ? blockRules(others, intent.everything === true) : duplicateRules(others)),
      ...exceptionRules(making, ceilingRules),
    ];
  }
  switch (intent.kind) {
    case "ceiling":
      return ceilingRules({ ...making, intent });
    case "approval":
      return approvalRules(making, clause.bound === "least");
    case "autoApprove":
      return autoApprovalRules(making);
    case "allow":
      return allowRules(making, intent.only);
    case "allowEverything":
      return allowEverythingRules(making);
    case "schedule":
      return scheduleRules(making, intent.only);
    case "cooldown":
      return cooldownRules(making);
    case "alert":
      return alertRules(making);
    case "drift":
      return driftRules(making);
    case "reserve":
      return reserveRules(making);
    case "trust":
      return trustRules(making);
    default:
      return [];
  }
}
