import type { Selector } from "@spendrail/model";
import type { Selectable } from "./subject.js";

/** `unverified`: the payment does not state a fact the selector needs, and nothing it states rules a match out. */
export type Match = "yes" | "no" | "unverified";

/** The dimensions of a selector, in the order in which the pipeline judges them. */
export type Dimension = "scope" | "token" | "chain" | "recipient" | "country" | "category" | "merchant";

/** A selector prepared for matching. */
export interface Matcher {
  /** Every dimension but the merchant history. */
  readonly rails: readonly Rail[];
  readonly who: Who | undefined;
  readonly merchantHistory: "new" | "known" | undefined;
}

export type RailName = "scope" | "token" | "chain" | "recipient" | "country";
export interface Rail {
  readonly name: RailName;
  readonly values: ReadonlySet<string>;
}

/** Who is paid: merchants, categories and MCCs are one dimension, any of them matches. */
export interface Who {
  readonly merchants: ReadonlySet<string>;
  /** `*.example.com` is kept as `example.com`. */
  readonly merchantSuffixes: ReadonlySet<string>;
  readonly categories: ReadonlySet<string>;
  readonly mccs: ReadonlySet<string>;
  /** What an MCC outside the ISO 18245 table says about a list of categories: blocks take it for any of them. */
  readonly unknownMcc: Match;
}

export const RAIL_NAMES: readonly RailName[] = ["scope", "token", "chain", "recipient", "country"];

const RAIL_KEYS = {
  scope: "scopes",
  token: "tokens",
  chain: "chains",
  recipient: "recipients",
  country: "countries",
} as const;

export function compileMatcher(selector: Selector, unknownMcc: Match = "unverified"): Matcher {
  const rails = RAIL_NAMES.flatMap((name) => {
    const values = selector[RAIL_KEYS[name]];
    return values === undefined ? [] : [{ name, values: new Set<string>(values) }];
  });
  return { rails, who: compileWho(selector, unknownMcc), merchantHistory: selector.merchantHistory };
}

function compileWho({ merchants, categories, mccs }: Selector, unknownMcc: Match): Who | undefined {
  if (merchants === undefined && categories === undefined && mccs === undefined) return undefined;
  const patterns = merchants ?? [];
  return {
    merchants: new Set(patterns.filter((pattern) => !pattern.startsWith("*."))),
    merchantSuffixes: new Set(
      patterns.filter((pattern) => pattern.startsWith("*.")).map((pattern) => pattern.slice(2)),
    ),
    categories: new Set(categories),
    mccs: new Set(mccs),
    unknownMcc,
  };
}

/** @param known whether the account has captured a payment to this merchant before; `undefined`: not known. */
export function matches(matcher: Matcher, subject: Selectable, known: boolean | undefined): Match {
  let match: Match = "yes";
  for (const rail of matcher.rails) {
    match = both(match, matchesRail(rail, subject));
    if (match === "no") return "no";
  }
  if (matcher.who !== undefined) match = both(match, matchesWho(matcher.who, subject));
  if (matcher.merchantHistory !== undefined)
    match = both(match, matchesHistory(matcher.merchantHistory, subject, known));
  return match;
}

export function matchesRail(rail: Rail, subject: Selectable): Match {
  const value = subject.payment[rail.name];
  if (value === undefined) return "unverified";
  return rail.values.has(value) ? "yes" : "no";
}

export function matchesWho(who: Who, subject: Selectable): Match {
  const merchant = matchesMerchant(who, subject);
  if (merchant === "yes") return "yes";
  const category = matchesCategory(who, subject);
  if (category === "yes") return "yes";
  return merchant === "unverified" || category === "unverified" ? "unverified" : "no";
}

/** The merchants of a selector alone; `no` when it lists none. */
export function matchesMerchant({ merchants, merchantSuffixes }: Who, { payment }: Selectable): Match {
  if (merchants.size === 0 && merchantSuffixes.size === 0) return "no";
  if (payment.merchant === undefined) return "unverified";
  if (merchants.has(payment.merchant)) return "yes";
  return hasSuffix(payment.merchant, merchantSuffixes) ? "yes" : "no";
}

function hasSuffix(host: string, suffixes: ReadonlySet<string>): boolean {
  if (suffixes.size === 0) return false;
  for (let dot = host.indexOf("."); dot >= 0; dot = host.indexOf(".", dot + 1)) {
    if (suffixes.has(host.slice(dot + 1))) return true;
  }
  return false;
}

/** The categories and MCCs of a selector alone; `no` when it lists none. */
export function matchesCategory(who: Who, subject: Selectable): Match {
  const { payment } = subject;
  if (payment.mcc !== undefined && who.mccs.has(payment.mcc)) return "yes";
  if (who.categories.size > 0) {
    if (subject.categories.some((category) => who.categories.has(category))) return "yes";
    if (subject.unknownMcc) return who.unknownMcc;
  }
  if (who.mccs.size > 0 && payment.mcc === undefined) return "unverified";
  const stated = payment.mcc !== undefined || payment.category !== undefined;
  return who.categories.size === 0 || stated ? "no" : "unverified";
}

export function matchesHistory(wanted: "new" | "known", { payment }: Selectable, known: boolean | undefined): Match {
  if (payment.merchant === undefined || known === undefined) return "unverified";
  return known === (wanted === "known") ? "yes" : "no";
}

function both(a: Match, b: Match): Match {
  if (a === "no" || b === "no") return "no";
  return a === "yes" && b === "yes" ? "yes" : "unverified";
}

/**
 * The dimension at whose check a block is judged: the last it has. One that lists categories and merchants is judged by
 * the category when that matches, else by the merchant.
 */
export function judgedDimension({ rails, who, merchantHistory }: Matcher, subject: Selectable): Dimension {
  if (merchantHistory !== undefined) return "merchant";
  if (who !== undefined) {
    const listsMerchants = who.merchants.size > 0 || who.merchantSuffixes.size > 0;
    return !listsMerchants || matchesCategory(who, subject) === "yes" ? "category" : "merchant";
  }
  return rails.at(-1)?.name ?? "merchant";
}
