import type { RegisteredName } from "./registered-name.js";

/**
 * Characters that pass for Latin letters at a glance, from the confusables of UTS 39: digits, and the Cyrillic and Greek
 * letters that common fonts draw alike.
 */
const ALIKE: ReadonlyMap<string, string> = new Map([
  ...pairs("015i", "olsl"),
  ...pairs("аеорсухіјѕԁԛԝһӏкмтвн", "aeopcyxljsdqwhlkmtbh"),
  ...pairs("αορντικ", "aopvtlk"),
]);

function pairs(letters: string, latin: string): [string, string][] {
  return [...letters].map((letter, place) => [letter, latin[place] ?? letter]);
}

/** Names shorter than this are one letter away from many others. */
const SHORTEST_NEAR = 6;

/** How one host imitates another: it looks the same (`opena1.com`), or one letter is other, missing, too many or swapped. */
export type Likeness = "same-look" | "one-letter";

/** A host to compare others with. */
export interface Original<T> {
  readonly registered: RegisteredName;
  readonly value: T;
}

/**
 * Finds, among many hosts, the first that another host imitates under the same suffix; `undefined` when there is none.
 * Hosts of one registered name do not imitate each other.
 */
export function imitations<T>(
  originals: readonly Original<T>[],
): (host: RegisteredName) => { original: T; likeness: Likeness } | undefined {
  const byKey = new Map<string, Original<T>[]>();
  for (const original of originals) {
    for (const key of keysOf(original.registered)) byKey.set(key, [...(byKey.get(key) ?? []), original]);
  }
  return (host) => {
    for (const key of keysOf(host)) {
      for (const { registered, value } of byKey.get(key) ?? []) {
        const likeness = likenessOf(host, registered);
        if (likeness !== undefined) return { original: value, likeness };
      }
    }
    return undefined;
  };
}

/** Hosts that are alike share one of these: how they look, or their name without one letter. */
function keysOf(host: RegisteredName): Set<string> {
  const { name, suffix } = host;
  const shorter = [...name].map((_, place) => name.slice(0, place) + name.slice(place + 1));
  return new Set([`${skeletonOf(host)} look ${suffix}`, ...[name, ...shorter].map((key) => `${key} ${suffix}`)]);
}

function likenessOf(host: RegisteredName, other: RegisteredName): Likeness | undefined {
  if (host.suffix !== other.suffix || host.name === other.name) return undefined;
  if (skeletonOf(host) === skeletonOf(other)) return "same-look";
  const isLong = Math.min(host.name.length, other.name.length) >= SHORTEST_NEAR;
  return isLong && isOneLetterApart(host.name, other.name) ? "one-letter" : undefined;
}

function skeletonOf({ name }: RegisteredName): string {
  const letters = [...name.normalize("NFD").replace(/\p{M}/gu, "")].map((letter) => ALIKE.get(letter) ?? letter);
  return letters.join("").replaceAll("rn", "m").replaceAll("vv", "w").replaceAll("-", "");
}

/** Whether one insertion, deletion or replacement, or one swap of neighbours, makes the names equal. Numbers may differ. */
function isOneLetterApart(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (long.length - short.length > 1 || short.replace(/\d/g, "") === long.replace(/\d/g, "")) return false;
  let start = 0;
  while (start < short.length && short[start] === long[start]) start += 1;
  if (short.length < long.length) return short.slice(start) === long.slice(start + 1);
  const isSwap = short[start] === long[start + 1] && short[start + 1] === long[start];
  return (
    short.slice(start + 1) === long.slice(start + 1) || (isSwap && short.slice(start + 2) === long.slice(start + 2))
  );
}
