import { canonicalMerchant, merchantMatches } from "@spendrail/model";
import type { Mentions } from "./mentions.js";
import type { FactValue } from "./shape.js";

/** The kinds of merchants that selectors tell apart: none, those they list, those of a pattern, and any other. */
export function merchantValues(mentions: Mentions): FactValue[] {
  const patterns = mentions.listed("merchants");
  const isAsked =
    patterns.length > 0 || mentions.merchantHistory || mentions.payees || mentions.partitions.has("merchant");
  if (!isAsked) return [{ facts: {} }];
  const exact = patterns.filter((pattern) => !pattern.startsWith("*."));
  const hosts = patterns.filter((pattern) => pattern.startsWith("*.")).flatMap((pattern) => someHost(pattern, exact));
  return [
    { facts: {} },
    ...groups(exact, mentions).map((names) => ({ facts: { merchant: names[0] as string }, names })),
    ...hosts.map(({ pattern, host }) => ({ facts: { merchant: host }, names: [pattern], open: "merchant" as const })),
    { facts: { merchant: unlisted("other merchant", exact) }, open: "merchant" as const },
  ];
}

/** The merchants in groups that no selector tells apart; one by one where each has a budget of its own. */
function groups(merchants: readonly string[], { selectors, partitions }: Mentions): string[][] {
  if (partitions.has("merchant")) return merchants.map((merchant) => [merchant]);
  const lists = selectors.flatMap((selector) => (selector.merchants === undefined ? [] : [selector.merchants]));
  const exact = lists.map((list) => new Set(list));
  const patterns = lists.map((list) => list.filter((pattern) => pattern.startsWith("*.")));
  const byKey = new Map<string, string[]>();
  for (const merchant of merchants) {
    const isIn = exact.map(
      (list, index) => list.has(merchant) || patterns[index]?.some((pattern) => merchantMatches(pattern, merchant)),
    );
    const key = isIn.map((one) => (one ? "1" : "0")).join("");
    const group = byKey.get(key);
    if (group === undefined) byKey.set(key, [merchant]);
    else group.push(merchant);
  }
  return [...byKey.values()];
}

/** A subdomain that only this pattern, and those above it, take in; none where the pattern leaves no room for one. */
function someHost(pattern: string, exact: readonly string[]): { pattern: string; host: string }[] {
  const labels = ["shop", "pay", "www2", ..."abcdefghij", ...exact.map((_, index) => `shop-${index}`)];
  for (const label of labels) {
    const host = label + pattern.slice(1);
    const reading = canonicalMerchant(host);
    if (reading.ok && reading.id === host && !exact.includes(host)) return [{ pattern, host }];
  }
  return [];
}

/** A name that is on no list. */
export function unlisted(name: string, listed: readonly string[]): string {
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? name : `${name}${number}`;
    if (!listed.includes(candidate)) return candidate;
  }
}
