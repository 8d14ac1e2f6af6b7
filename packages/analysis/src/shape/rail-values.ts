import { COUNTRY_CODES, SCOPES } from "@spendrail/model";
import type { ListKey, Mentions } from "./mentions.js";
import { unlisted } from "./merchant-values.js";
import type { FactValue } from "./shape.js";

const RAILS = [
  ["scopes", "scope"],
  ["tokens", "token"],
  ["chains", "chain"],
  ["recipients", "recipient"],
  ["countries", "country"],
] as const;
type Rail = (typeof RAILS)[number];

/** For each rail: not stated, each group of values that no selector tells apart, and any other value. */
export function railValues(mentions: Mentions): [key: ListKey, values: FactValue[]][] {
  return RAILS.map(([key, fact]) => [key, valuesOf(key, fact, mentions)]);
}

function valuesOf(key: Rail[0], fact: Rail[1], mentions: Mentions): FactValue[] {
  const listed = mentions.listed(key);
  const isPayee = fact === "recipient" && (mentions.payees || mentions.partitions.has("recipient"));
  if (listed.length === 0 && !isPayee) return [{ facts: {} }];
  const values = groups(listed, key, mentions);
  const other = otherValue(key, listed);
  return [
    { facts: {} },
    ...values.map((value) => ({ facts: { [fact]: value } })),
    ...(other === undefined
      ? []
      : [{ facts: { [fact]: other }, ...(fact === "recipient" ? { open: "recipient" as const } : {}) }]),
  ];
}

/** One value of each group; all of them where each has a budget of its own. */
function groups(listed: readonly string[], key: ListKey, { selectors, partitions }: Mentions): string[] {
  if (key === "recipients" && partitions.has("recipient")) return [...listed];
  const lists = selectors.flatMap((selector): Set<string>[] => {
    const list = selector[key];
    return list === undefined ? [] : [new Set<string>(list)];
  });
  const byKey = new Map<string, string>();
  for (const value of listed) {
    const isIn = lists.map((list) => (list.has(value) ? "1" : "0")).join("");
    if (!byKey.has(isIn)) byKey.set(isIn, value);
  }
  return [...byKey.values()];
}

/** A value that no selector lists; `undefined` when they list all there are. */
function otherValue(key: Rail[0], listed: readonly string[]): string | undefined {
  switch (key) {
    case "scopes":
      return SCOPES.find((scope) => !listed.includes(scope));
    case "countries":
      return COUNTRY_CODES.find((country) => !listed.includes(country));
    case "tokens":
      return unlisted("OTHER", listed);
    case "chains":
      return unlisted("other", listed);
    case "recipients":
      return unlisted("other recipient", listed);
  }
}
