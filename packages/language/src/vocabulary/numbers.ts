/** The words of a number below twenty. */
const SMALL: ReadonlyMap<string, bigint> = new Map(
  (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen " +
    "eighteen nineteen"
  )
    .split(" ")
    .map((word, value) => [word, BigInt(value)]),
);

const TENS: ReadonlyMap<string, bigint> = new Map(
  "twenty thirty forty fifty sixty seventy eighty ninety".split(" ").map((word, i) => [word, BigInt(i + 2) * 10n]),
);

const GROUPS: ReadonlyMap<string, bigint> = new Map([
  ["trillion", 10n ** 12n],
  ["billion", 10n ** 9n],
  ["million", 10n ** 6n],
  ["thousand", 10n ** 3n],
]);

/** A number read from the front of a list of words. */
export interface NumberInWords {
  /** How many words of the list it takes up, at least 1. */
  consumed: number;
  /** Decimal digits without separators, such as `"1250"`. */
  value: string;
}

interface Reading {
  next: number;
  value: bigint;
}

/** Whether a number in words can start with this word, in any letter case. */
export function startsNumber(word: string): boolean {
  const [first = ""] = word.toLowerCase().split("-", 1);
  return SMALL.has(first) || TENS.has(first) || first === "a" || first === "an" || first === "half";
}

/**
 * Reads the longest number that a list of words starts with: "five hundred", "one thousand two hundred and fifty", "a
 * hundred", "twenty-five", "twelve hundred", "half a million". Whole numbers from zero to the trillions. "And" belongs
 * to a number only after "hundred" or a larger word, with a smaller number behind it.
 *
 * @param words in lower case; "twenty-five" may be one word, or three with "-" between.
 * @returns `undefined` when the list does not start with a number. "A" alone is no number. Never throws.
 */
export function numberInWords(words: readonly string[]): NumberInWords | undefined {
  const [first, second, third] = words;
  const half = first === "half" && second === "a" && third !== undefined ? GROUPS.get(third) : undefined;
  if (half !== undefined) return { consumed: 3, value: (half / 2n).toString() };
  const reading = groups(words, 0, 10n ** 15n);
  return reading && { consumed: reading.next, value: reading.value.toString() };
}

/** A sum of groups in descending order, each below `limit`: "two million three hundred thousand and one". */
function groups(words: readonly string[], start: number, limit: bigint): Reading | undefined {
  const count = hundreds(words, start);
  if (count === undefined || count.value >= limit) return undefined;
  const group = GROUPS.get(words[count.next] ?? "");
  if (group === undefined || group >= limit) return count;
  const here = { next: count.next + 1, value: count.value * group };
  return withRest(here, words, group);
}

/** "Five hundred and twenty-one", "twelve hundred", "a hundred", "a" before a larger word, or a number below 100. */
function hundreds(words: readonly string[], start: number): Reading | undefined {
  const word = words[start] ?? "";
  const article = word === "a" || word === "an";
  const count = article ? { next: start + 1, value: 1n } : belowHundred(words, start);
  if (count === undefined) return undefined;
  const following = words[count.next] ?? "";
  if (following !== "hundred") return article && !GROUPS.has(following) ? undefined : count;
  return withRest({ next: count.next + 1, value: count.value * 100n }, words, 100n);
}

/** Adds the smaller number that follows, with or without "and". */
function withRest(reading: Reading, words: readonly string[], limit: bigint): Reading {
  const and = words[reading.next] === "and";
  const start = and ? reading.next + 1 : reading.next;
  const article = words[start] === "a" || words[start] === "an";
  if (article || words[start] === "zero") return reading;
  const rest = limit === 100n ? belowHundred(words, start) : groups(words, start, limit);
  return rest === undefined ? reading : { next: rest.next, value: reading.value + rest.value };
}

function belowHundred(words: readonly string[], start: number): Reading | undefined {
  const word = words[start] ?? "";
  const small = SMALL.get(word);
  if (small !== undefined) return { next: start + 1, value: small };
  const [tensWord = "", joined, ...more] = word.split("-");
  const tens = TENS.get(tensWord);
  if (tens === undefined || more.length > 0) return undefined;
  if (joined !== undefined) {
    const unit = unitOf(joined);
    return unit === undefined ? undefined : { next: start + 1, value: tens + unit };
  }
  const hyphen = words[start + 1] === "-" ? 1 : 0;
  const unit = unitOf(words[start + 1 + hyphen]);
  if (unit === undefined) return { next: start + 1, value: tens };
  return { next: start + 2 + hyphen, value: tens + unit };
}

function unitOf(word: string | undefined): bigint | undefined {
  const value = SMALL.get(word ?? "");
  return value !== undefined && value >= 1n && value <= 9n ? value : undefined;
}
