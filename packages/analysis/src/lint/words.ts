import { formatMoney, formatPeriod, formatRule } from "@spendrail/language";
import { CATEGORIES, type Duration, KNOWN_MERCHANTS, type Rule, type SpendingPolicy } from "@spendrail/model";
import type { ListKey } from "./reach/lists.js";
import type { Bound } from "./reach/never-binding.js";

/** A rule within a sentence: `$500 per day on aws.amazon.com`, `block gambling`. */
export function nameOf(rule: Rule, policy: SpendingPolicy): string {
  const statement = formatRule(rule, policy).slice(0, -1);
  if (statement.startsWith("At most ")) return statement.slice("At most ".length);
  return statement.charAt(0).toLowerCase() + statement.slice(1);
}

/** The same at the start of a sentence. */
export function sentenceName(rule: Rule, policy: SpendingPolicy): string {
  const name = nameOf(rule, policy);
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** A rule as its statement, in quotation marks: `"Block gambling"`. */
export function quotedRule(rule: Rule, policy: SpendingPolicy): string {
  return `"${formatRule(rule, policy).slice(0, -1)}"`;
}

/** An amount of the policy: `$1,000.50`. */
export function moneyOf(amount: string, { currency }: SpendingPolicy): string {
  return formatMoney(amount, currency);
}

/** `1 payment`, `5 payments`. */
function paymentsOf(count: number | bigint): string {
  return `${count.toLocaleString("en-US")} payment${BigInt(count) === 1n ? "" : "s"}`;
}

/** Why a rule cannot be reached: `5 payments of at most $50 make $250`, `$50 per day, 31 times over, makes $1,550`. */
export function reasonOf({ from, windows, most, exclusive, refundsAside }: Bound, policy: SpendingPolicy): string {
  const [first, each] = from.map((index) => policy.rules[index]);
  if (first === undefined) return "";
  const aside = refundsAside ? ", refunds aside" : "";
  const times = windows === 1 ? "" : `, ${windows.toLocaleString("en-US")} times over,`;
  const isCount = first.kind === "velocity" && each === undefined;
  const sum = isCount ? paymentsOf(BigInt(most)) : moneyOf(most, policy);
  if (first.kind === "velocity" && each?.kind === "limit") {
    const count = BigInt(windows) * BigInt(first.max);
    const price = `${exclusive ? "less than" : "at most"} ${moneyOf(each.max, policy)}`;
    const source = windows === 1 ? "" : ` (${nameOf(first, policy)}${times.slice(0, -1)})`;
    return `${paymentsOf(count)} of ${price}${source} make ${exclusive ? "less than " : ""}${sum}${aside}`;
  }
  if (windows === 1) return `${nameOf(first, policy)} is the most that passes${aside}`;
  return `${nameOf(first, policy)}${times} makes ${sum}${aside}`;
}

/** How a value of a selector may stand in a text: itself, and the names people write for it. */
export function spellingsOfValue(value: string, key: ListKey): string[] {
  if (key === "merchants")
    return [value, ...(Object.hasOwn(KNOWN_MERCHANTS, value) ? (KNOWN_MERCHANTS[value] ?? []) : [])];
  const words = key === "categories" && Object.hasOwn(CATEGORIES, value) ? (CATEGORIES[value]?.words ?? []) : [];
  return [...[...words].sort((a, b) => b.length - a.length), value];
}

/** A length of time: `24 hours`, `7 days`. */
export function spanOfDuration(duration: Duration): string {
  return formatPeriod({ type: "sliding", duration }).replace(/^in any /, "");
}
