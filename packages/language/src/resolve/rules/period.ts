import { formatDuration, type Per } from "@spendrail/model";
import type { Finding } from "../../diagnostic/diagnostic.js";
import type { PeriodPhrase } from "../../phrase/phrase.js";
import { type Making, placeOf } from "./making.js";

/** The period of a clause; a finding when it has two, or none and there is no fallback. */
export function periodOf(making: Making, fallback?: Per): Per | undefined {
  const { conditions, context } = making;
  if (conditions.per !== undefined && conditions.periods.length === 0) return conditions.per;
  const [period, conflicting] = distinct(conditions.periods);
  if (conflicting !== undefined) {
    context.findings.push({
      code: "period_conflict",
      at: conflicting,
      message: "One figure cannot be over two periods.",
      ...(period && { related: [period] }),
    });
    return undefined;
  }
  if (period === undefined) {
    if (fallback === undefined) context.findings.push(periodMissing(making));
    return fallback;
  }
  return perOf(period, context.findings);
}

/** Different periods; "total" says nothing beside another one. */
function distinct(periods: readonly PeriodPhrase[]): PeriodPhrase[] {
  const others = periods.filter(({ period }) => period.type !== "total");
  const seen = new Map((others.length > 0 ? others : periods).map((phrase) => [JSON.stringify(phrase.period), phrase]));
  return [...seen.values()];
}

function perOf({ period, start, end }: PeriodPhrase, findings: Finding[]): Per | undefined {
  switch (period.type) {
    case "transaction":
      return "transaction";
    case "lifetime":
    case "total":
      return "lifetime";
    case "calendar":
      return { type: "calendar", unit: period.unit };
    case "anchored":
    case "sliding":
      return { type: period.type, duration: formatDuration(period.ms) };
    default:
      findings.push({
        code: "period_ambiguous",
        at: { start, end },
        message: "This period has two readings; write it out, as in every 2 weeks.",
      });
      return undefined;
  }
}

function periodMissing(making: Making): Finding {
  const { quantity } = making.clause;
  const at = quantity ?? placeOf(making);
  const endings = quantity?.of === "count" ? ["per day", "in total"] : ["per transaction", "per day", "in total"];
  return {
    code: "period_missing",
    at: { start: at.start, end: at.end },
    message: "This does not say over what time: for each payment, each day, or in total?",
    fixes: endings.map((ending) => ({
      title: `Add "${ending}"`,
      edits: [{ start: at.end, end: at.end, text: ` ${ending}` }],
    })),
  };
}
