/** Names of the IANA time zone database: no offsets such as `+01:00`, which Intl takes too. */
const NAME = /^[A-Za-z][A-Za-z0-9_+-]*(?:\/[A-Za-z0-9_+-]+)*$/;

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
  if (!NAME.test(name)) return undefined;
  try {
    return new Intl.DateTimeFormat("en-US", { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}
