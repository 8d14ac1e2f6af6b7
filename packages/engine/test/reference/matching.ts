import { parseInstant, type Rule, type Selector, type SpendingPolicy } from "@spendrail/model";
import type { Facts } from "./facts.js";
import { holdsAt } from "./local-time.js";

/** Whether a payment matches, as far as it says what is asked. */
export type Match = "yes" | "no" | "unknown";

const anyOf = (parts: Match[]): Match => (parts.includes("yes") ? "yes" : parts.includes("unknown") ? "unknown" : "no");
const allOf = (parts: Match[]): Match => (parts.includes("no") ? "no" : parts.includes("unknown") ? "unknown" : "yes");

function stated<T>(value: T | undefined, listed: (value: T) => boolean): Match {
  return value === undefined ? "unknown" : listed(value) ? "yes" : "no";
}

/** A pattern means the subdomains of a host; a name such as `acme .amazon.com` is no host. */
function isPayee(merchant: string, entry: string): boolean {
  if (!entry.startsWith("*.")) return merchant === entry;
  return merchant.endsWith(entry.slice(1)) && /^[a-z0-9._-]+$/.test(merchant);
}

/** The merchants of a selector. */
export function matchMerchants(merchants: string[], { payment }: Facts): Match {
  return stated(payment.merchant, (merchant) => merchants.some((entry) => isPayee(merchant, entry)));
}

/** The categories and MCCs of a selector. */
export function matchCategories({ categories, mccs }: Selector, facts: Facts): Match {
  const { payment } = facts;
  const parts: Match[] = [];
  if (categories !== undefined) {
    const saysNothing = payment.category === undefined && payment.mcc === undefined;
    if (categories.some((category) => facts.categories.has(category))) parts.push("yes");
    else parts.push(saysNothing || facts.hasUnknownMcc ? "unknown" : "no");
  }
  if (mccs !== undefined) parts.push(stated(payment.mcc, (mcc) => mccs.includes(mcc)));
  return anyOf(parts);
}

/** Who is paid: any merchant, category or MCC. `undefined` when the selector does not ask. */
export function matchPayee(selector: Selector, facts: Facts): Match | undefined {
  const { merchants, categories, mccs } = selector;
  const parts: Match[] = [];
  if (merchants !== undefined) parts.push(matchMerchants(merchants, facts));
  if (categories !== undefined || mccs !== undefined) parts.push(matchCategories(selector, facts));
  return parts.length === 0 ? undefined : anyOf(parts);
}

/** The dimensions that are not who is paid, in the order in which the checks judge them. */
export const DIMENSIONS = [
  { key: "scopes", check: "scope", blocked: "scope_blocked", notAllowed: "scope_not_allowed" },
  { key: "tokens", check: "scope", blocked: "token_blocked", notAllowed: "token_not_allowlisted" },
  { key: "chains", check: "scope", blocked: "chain_blocked", notAllowed: "chain_not_allowlisted" },
  { key: "recipients", check: "scope", blocked: "recipient_blocked", notAllowed: "recipient_not_allowlisted" },
  { key: "countries", check: "scope", blocked: "country_blocked", notAllowed: "country_not_allowlisted" },
] as const;

type DimensionKey = (typeof DIMENSIONS)[number]["key"];

export function matchDimension(key: DimensionKey, selector: Selector, { payment }: Facts): Match | undefined {
  const listed = selector[key] as string[] | undefined;
  if (listed === undefined) return undefined;
  const value = {
    scopes: payment.scope,
    tokens: payment.token,
    chains: payment.chain,
    recipients: payment.recipient,
    countries: payment.country,
  }[key];
  return stated(value, (value) => listed.includes(value));
}

export function matchHistory({ merchantHistory }: Selector, facts: Facts): Match | undefined {
  if (merchantHistory === undefined) return undefined;
  return stated(facts.merchantHistory, (history) => history === merchantHistory);
}

/** Whether the payment matches every dimension of the selector. */
export function matchSelector(selector: Selector | undefined, facts: Facts): Match {
  if (selector === undefined) return "yes";
  const parts = [
    matchPayee(selector, facts),
    matchHistory(selector, facts),
    ...DIMENSIONS.map(({ key }) => matchDimension(key, selector, facts)),
  ];
  return allOf(parts.filter((part) => part !== undefined));
}

/** As `matchSelector`, for blocks: an MCC outside the table may be of any category, so a block of categories matches. */
export function matchBlock(selector: Selector | undefined, facts: Facts): Match {
  if (selector?.categories === undefined || !facts.hasUnknownMcc) return matchSelector(selector, facts);
  const { merchants: _, categories: __, mccs: ___, ...rest } = selector;
  return matchSelector(rest, facts);
}

/** Whether the rule's times hold. */
export function isInForce(rule: Rule, atMs: number, policy: SpendingPolicy): boolean {
  if (rule.validFrom !== undefined && atMs < parseInstant(rule.validFrom)!) return false;
  if (rule.validUntil !== undefined && atMs >= parseInstant(rule.validUntil)!) return false;
  return rule.during === undefined || holdsAt(rule.during, atMs, policy.timeZone);
}

/** Whether the rule excepts the payment for certain. */
export function isExcepted(rule: Rule, facts: Facts): boolean {
  return rule.except !== undefined && matchSelector(rule.except, facts) === "yes";
}
