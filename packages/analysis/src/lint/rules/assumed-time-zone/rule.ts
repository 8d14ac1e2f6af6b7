import { formatPeriod } from "@spendrail/language";
import type { Rule } from "@spendrail/model";
import type { LintRule, PolicyChange, Report } from "../../rule.js";

/** Times of day, days and calendar windows are counted in UTC because the policy says no time zone. */
export const assumedTimeZone: LintRule = {
  severity: "warning",
  summary: "Local times or calendar windows are counted in a time zone that the policy does not say.",
  reports: ["time_zone_assumed"],
  check({ policy, source, statesTimeZone }) {
    const zones = (source?.diagnostics ?? []).filter(({ code }) => code === "time_zone_assumed");
    const assumed = zones.map(({ range, message }): Report => ({ at: { span: range, path: "/timeZone" }, message }));
    if (statesTimeZone || policy.timeZone !== undefined || zones.length > 0) return assumed;
    const local = policy.rules.flatMap((rule, index) => {
      const what = localPart(rule);
      return what === undefined ? [] : [{ index, what }];
    });
    const [first] = local;
    if (first === undefined) return assumed;
    const change: PolicyChange = {
      title: "Say that it is UTC",
      effect: "same",
      setting: { statement: "Time zone is UTC.", key: "timeZone", value: "UTC" },
    };
    return [
      {
        at: { rule: first.index },
        message: `The policy says no time zone, so ${first.what} in UTC.`,
        related: local
          .slice(1)
          .map(({ index, what }) => ({ at: { rule: index }, message: `Likewise, ${what} in UTC.` })),
        changes: [change],
      },
    ];
  },
};

/** What in the rule depends on the local clock. */
function localPart(rule: Rule): string | undefined {
  if (rule.during !== undefined || rule.kind === "schedule") return "these times are read";
  const per = "per" in rule ? rule.per : undefined;
  if (typeof per !== "object" || per.type !== "calendar" || per.unit === "hour") return undefined;
  return `what is spent ${formatPeriod(per)} is counted`;
}
