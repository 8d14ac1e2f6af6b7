import type { CalendarUnit, Duration, Per, SpendingPolicy } from "@spendrail/model";
import { span } from "../format/figures.js";
import { weekdayName } from "../format/times.js";

/** When counting starts and ends, in the policy's zone: `a 24-hour window that opens at the first spend, then starts anew`. */
export function explainPeriod(per: Per, policy: SpendingPolicy): string {
  if (per === "transaction") return "each payment is looked at by itself";
  if (per === "lifetime") return "counted over the whole life of the account, never anew";
  switch (per.type) {
    case "anchored":
      return `${article(per.duration)} window that opens at the first spend; the first spend after its end opens the next`;
    case "sliding":
      return `counted over the ${span(per.duration)} before each payment, so that no such stretch ever holds more`;
    case "calendar":
      return `from ${startOf(per.unit, policy)} to the start of the next ${per.unit} (${policy.timeZone ?? "UTC"})`;
  }
}

/** The length as an adjective with its article: `a 24-hour`, `an 8-hour`. */
function article(duration: Duration): string {
  const length = span(duration).replace(/s$/, "").replace(" ", "-");
  return `${/^(?:8|1[18](?:,|-))/.test(length) ? "an" : "a"} ${length}`;
}

function startOf(unit: CalendarUnit, { weekStartsOn = "monday" }: SpendingPolicy): string {
  switch (unit) {
    case "hour":
      return "the full hour";
    case "day":
      return "midnight";
    case "week":
      return `midnight at the start of ${weekdayName(weekStartsOn)}`;
    case "month":
      return "midnight at the start of the first of the month";
    case "quarter":
      return "midnight at the start of 1 January, April, July or October";
    case "year":
      return "midnight at the start of 1 January";
  }
}
