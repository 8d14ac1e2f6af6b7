import { fromUnits, type Per } from "@spendrail/model";

/** `1250.5 USD`: the exact amount and the currency's code. */
export function currencyAmount(units: bigint, currency: string): string {
  return `${fromUnits(units)} ${currency}`;
}

const ANCHORED_NAMES = new Map([
  ["PT1M", "minute"],
  ["PT1H", "hour"],
  ["P1D", "day"],
  ["P7D", "week"],
  ["P30D", "month"],
  ["P90D", "quarter"],
  ["P365D", "year"],
]);

/** `per day`, `in any 24 hours`, `per calendar month`, `in total`, `per transaction`. */
export function perPhrase(per: Per): string {
  if (per === "transaction") return "per transaction";
  if (per === "lifetime") return "in total";
  if (per.type === "calendar") return `per calendar ${per.unit}`;
  if (per.type === "sliding") return `in any ${durationPhrase(per.duration === "P1D" ? "PT24H" : per.duration)}`;
  return `per ${ANCHORED_NAMES.get(per.duration) ?? durationPhrase(per.duration)}`;
}

const DURATION_UNITS = new Map([
  ["D", "day"],
  ["H", "hour"],
  ["M", "minute"],
  ["S", "second"],
]);

/** `P7D` as `7 days`. */
export function durationPhrase(duration: string): string {
  const count = duration.replace(/\D/g, "");
  const unit = DURATION_UNITS.get(duration.slice(-1));
  return count === "1" ? `1 ${unit}` : `${count} ${unit}s`;
}
