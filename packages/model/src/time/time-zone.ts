/** Names of the IANA time zone database: no offsets such as `+01:00`, which Intl takes too. */
const NAME = /^[A-Za-z][A-Za-z0-9_+-]*(?:\/[A-Za-z0-9_+-]+)*$/;

/**
 * The zones of the IANA database whose names are one word (files `etcetera`, `backward` and the continents' own). Intl
 * takes other abbreviations too, and not for what people mean: its `BST` is Bangladesh.
 */
const ONE_WORD = new Set(
  (
    "cet cst6cdt cuba eet egypt eire est est5edt gb gb-eire gmt gmt+0 gmt-0 gmt0 greenwich hongkong hst iceland iran " +
    "israel jamaica japan kwajalein libya met mst mst7mdt navajo nz nz-chat poland portugal prc pst8pdt roc rok " +
    "singapore turkey uct universal utc w-su wet zulu"
  ).split(" "),
);

/**
 * Whether the runtime knows this IANA time zone (`Europe/Berlin`, `UTC`, `US/Eastern`), in any letter case. Offsets
 * (`+01:00`) are no names. Never throws.
 */
export function isTimeZone(name: string): boolean {
  return resolve(name) !== undefined;
}

/**
 * The name with its letter case repaired: `europe/berlin` is `Europe/Berlin`. Links to other zones (`US/Eastern`,
 * `Asia/Calcutta`) stay what they are, as runtimes differ in what they resolve them to; a link in another letter case
 * is returned as given.
 *
 * @param name a name for which `isTimeZone` holds; any other is returned as given. Never throws.
 */
export function canonicalTimeZone(name: string): string {
  const resolved = resolve(name);
  return resolved !== undefined && resolved.toLowerCase() === name.toLowerCase() ? resolved : name;
}

/** The zone the runtime resolves the name to, or `undefined` when it knows none. */
function resolve(name: string): string | undefined {
  if (!NAME.test(name) || !(name.includes("/") || ONE_WORD.has(name.toLowerCase()))) return undefined;
  try {
    return new Intl.DateTimeFormat("en-US", { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}
