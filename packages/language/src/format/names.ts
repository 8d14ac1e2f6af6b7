import { CATEGORIES, CHAINS, KNOWN_MERCHANTS, type Scope, TOKENS } from "@spendrail/model";
import { quote } from "../names/quotation.js";

/** Words that read better than the first of the category table. */
const READABLE_CATEGORIES: Readonly<Record<string, string>> = {
  adult: "adult content",
  ai: "AI services",
  cash: "cash withdrawals",
  cloud: "cloud services",
  money_transfer: "money transfers",
  pharmacy: "pharmacies",
  saas: "SaaS",
};

/** A host name or a pattern that stands in a text without quotes. */
const PLAIN_HOST = /^(?:\*\.)?(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,63}$/;
const ADDRESS = /^0x[0-9a-f]{40}$/;

const knownNames = new Set(
  Object.values(KNOWN_MERCHANTS)
    .flat()
    .map((name) => name.toLowerCase()),
);

/** A merchant id: a host or pattern as it is, a name in quotes, and verbatim where quotes alone would mean another. */
export function merchantName(id: string): string {
  if (PLAIN_HOST.test(id)) return id;
  return knownNames.has(id) ? `merchant id ${quote(id)}` : quote(id);
}

export function categoryName(id: string): string {
  if (!Object.hasOwn(CATEGORIES, id)) return `category ${quote(id)}`;
  return READABLE_CATEGORIES[id] ?? CATEGORIES[id]?.words[0] ?? id;
}

export function scopeName(scope: Scope): string {
  return scope.replaceAll("_", "-");
}

export function tokenName(symbol: string): string {
  return Object.hasOwn(TOKENS, symbol) ? symbol : `token ${quote(symbol)}`;
}

export function chainName(id: string): string {
  return Object.hasOwn(CHAINS, id) ? (CHAINS[id]?.[0] ?? id) : `chain ${quote(id)}`;
}

export function recipientName(id: string): string {
  return ADDRESS.test(id) ? id : `recipient ${quote(id)}`;
}
