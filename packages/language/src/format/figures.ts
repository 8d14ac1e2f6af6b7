import type { Amount, CalendarUnit, Duration, Per } from "@spendrail/model";

/** Signs that name one currency wherever they stand in a policy of that currency. */
const SIGNS: Readonly<Record<string, string>> = { USD: "$", EUR: "€", GBP: "£" };

/** A decimal string as people write it: `1,000.5`. */
export function figure(decimal: Amount): string {
  const [whole = "", fraction] = decimal.split(".");
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, ",");
  if (fraction === undefined) return grouped;
  // Where a comma marks the decimals, 1.005 is a thousand and five: a fourth decimal rules that out.
  const looksGrouped = fraction.length === 3 && whole.length <= 3 && whole !== "0";
  return `${grouped}.${fraction}${looksGrouped ? "0" : ""}`;
}

/** An amount with its currency: `$1,000.50`, `500 CAD`. Cents are written with two digits. */
export function money(amount: Amount, currency: string): string {
  const text = figure(/\.\d$/.test(amount) ? `${amount}0` : amount);
  const sign = SIGNS[currency];
  return sign === undefined ? `${text} ${currency}` : sign + text;
}

/** A count with its noun, plural unless it is one: `10 payments`. */
export function counted(count: number | string, noun: string): string {
  return `${figure(String(count))} ${noun}${String(count) === "1" ? "" : "s"}`;
}

const UNITS = { D: "day", H: "hour", M: "minute", S: "second" } as const;

/** Periods that have a name of their own; every other is counted in its unit. */
const NAMED: Readonly<Record<Duration, CalendarUnit>> = { P7D: "week", P30D: "month", P90D: "quarter", P365D: "year" };

/** A single unit of time is counted in the unit below it: "24 hours" cannot be taken for a calendar day. */
const BELOW: Readonly<Record<Duration, string>> = { P1D: "24 hours", PT1H: "60 minutes", PT1M: "60 seconds" };

function unitsOf(duration: Duration): { count: string; unit: string } {
  const [, count = "", letter] = /^PT?([0-9]+)([DHMS])$/.exec(duration) ?? [];
  return { count, unit: UNITS[letter as keyof typeof UNITS] };
}

/** A length of time: `7 days`, `24 hours`. */
export function span(duration: Duration): string {
  const { count, unit } = unitsOf(duration);
  return BELOW[duration] ?? counted(count, unit);
}

/** What a limit is measured over: `per transaction`, `per week`, `in any 24 hours`, `per calendar month`, `in total`. */
export function period(per: Per): string {
  if (per === "transaction") return "per transaction";
  if (per === "lifetime") return "in total";
  switch (per.type) {
    case "calendar":
      return `per calendar ${per.unit}`;
    case "sliding":
      return `in any ${span(per.duration)}`;
    case "anchored": {
      const { count, unit } = unitsOf(per.duration);
      const named = NAMED[per.duration];
      return `per ${named ?? (count === "1" ? unit : counted(count, unit))}`;
    }
  }
}

/** A share from 0 to 1 in percent: `80%`. */
export function percent(share: Amount): string {
  const [whole = "", fraction = ""] = share.split(".");
  const digits = whole + fraction.padEnd(2, "0");
  const point = whole.length + 2;
  const hundredfold = digits.slice(0, point).replace(/^0+(?=\d)/, "");
  return `${figure(digits.length > point ? `${hundredfold}.${digits.slice(point)}` : hundredfold)}%`;
}
