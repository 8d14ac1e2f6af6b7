import type { Duration } from "../policy/policy.js";

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const WEEK_MS = 7 * DAY_MS;

const FORM = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

/**
 * Reads any ISO 8601 duration that is an exact time: whole weeks, days, hours, minutes and seconds, in any mix.
 * Years and months have no fixed length and are refused, as are fractions and signs.
 *
 * @returns milliseconds; `undefined` for any other text and where the sum is no safe integer. Never throws.
 */
export function parseAnyDuration(text: string): number | undefined {
  const parts = FORM.exec(text);
  if (parts === null || text === "P") return undefined;
  const [, weeks = "0", days = "0", hours = "0", minutes = "0", seconds = "0"] = parts;
  const ms =
    Number(weeks) * WEEK_MS +
    Number(days) * DAY_MS +
    Number(hours) * HOUR_MS +
    Number(minutes) * MINUTE_MS +
    Number(seconds) * SECOND_MS;
  return Number.isSafeInteger(ms) ? ms : undefined;
}

/**
 * Reads a duration in canonical form: `P7D`, `PT6H`, `PT15M` or `PT30S`, in the largest unit that divides it.
 *
 * @returns milliseconds, above 0; `undefined` for any other text, also for other spellings of the same time
 * (`PT24H`, `P1W`). Never throws.
 */
export function parseDuration(text: string): number | undefined {
  const ms = parseAnyDuration(text);
  return ms !== undefined && ms > 0 && formatDuration(ms) === text ? ms : undefined;
}

/**
 * The canonical form of a duration: days where the time divides by 24 hours, else hours, else minutes, else seconds.
 *
 * @param ms milliseconds: whole seconds, above 0. Anything else is a broken invariant of the caller and throws a
 * `RangeError`.
 */
export function formatDuration(ms: number): Duration {
  if (!Number.isSafeInteger(ms) || ms <= 0 || ms % SECOND_MS !== 0) {
    throw new RangeError(`${ms} ms is no duration of whole seconds`);
  }
  if (ms % DAY_MS === 0) return `P${ms / DAY_MS}D`;
  if (ms % HOUR_MS === 0) return `PT${ms / HOUR_MS}H`;
  if (ms % MINUTE_MS === 0) return `PT${ms / MINUTE_MS}M`;
  return `PT${ms / SECOND_MS}S`;
}
