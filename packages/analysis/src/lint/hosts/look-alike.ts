import { type RegisteredName, registeredNameOf } from "./registered-name.js";

/**
 * Characters that pass for Latin letters at a glance, from the confusables of UTS 39: digits, and the Cyrillic and Greek
 * letters that common fonts draw alike.
 */
const ALIKE: Readonly<Record<string, string>> = {
  ...{ "0": "o", "1": "l", i: "l", "5": "s" },
  ...{
    а: "a",
    е: "e",
    о: "o",
    р: "p",
    с: "c",
    у: "y",
    х: "x",
    і: "l",
    ј: "j",
    ѕ: "s",
    ԁ: "d",
    ԛ: "q",
    ԝ: "w",
    һ: "h",
    ӏ: "l",
    к: "k",
    м: "m",
    т: "t",
    в: "b",
    н: "h",
  },
  ...{ α: "a", ο: "o", ρ: "p", ν: "v", τ: "t", ι: "l", κ: "k" },
};

/** Names shorter than this are near to many others. */
const SHORTEST_NEAR = 6;

/** How one host imitates another. */
export type Likeness =
  /** It looks the same: `opena1.com`, `rnicrosoft.com`, a Cyrillic letter. */
  | "same-look"
  /** One letter is another, missing, too many, or changed places. */
  | "one-letter";

/** How a host resembles another under the same suffix; `undefined` when it does not, or is the same. */
export function likenessOf(merchant: string, other: string): Likeness | undefined {
  const [mine, theirs] = [registeredNameOf(merchant), registeredNameOf(other)];
  if (mine === undefined || theirs === undefined || mine.suffix !== theirs.suffix || mine.name === theirs.name)
    return undefined;
  if (skeletonOf(mine) === skeletonOf(theirs)) return "same-look";
  const isLong = Math.min(mine.name.length, theirs.name.length) >= SHORTEST_NEAR;
  return isLong && isOneLetterApart(mine.name, theirs.name) ? "one-letter" : undefined;
}

function skeletonOf({ name }: RegisteredName): string {
  const letters = [...name.normalize("NFD").replace(/\p{M}/gu, "")].map((letter) => ALIKE[letter] ?? letter);
  return letters.join("").replaceAll("rn", "m").replaceAll("vv", "w").replaceAll("-", "");
}

/** Whether one insertion, deletion or replacement, or one swap of neighbours, makes the names equal. */
function isOneLetterApart(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (long.length - short.length > 1) return false;
  let start = 0;
  while (start < short.length && short[start] === long[start]) start += 1;
  if (short.length < long.length) return short.slice(start) === long.slice(start + 1);
  const isSwap = short[start] === long[start + 1] && short[start + 1] === long[start];
  return (
    short.slice(start + 1) === long.slice(start + 1) || (isSwap && short.slice(start + 2) === long.slice(start + 2))
  );
}
