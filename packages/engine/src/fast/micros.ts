/** Decimals of the amounts that are compared as plain numbers: those of the most common tokens, and more than a cent has. */
export const MICRO_DECIMALS = 6;
export const ONE_MICROS = 1_000_000;
/** Micros of 10^9, and not more: sums of a hundred thousand such amounts would still be exact. */
const MAX_WHOLE_DIGITS = 9;
/** Units of 10^-18 in one micro. */
export const UNITS_PER_MICRO = 10n ** 12n;

const POINT = 0x2e;
const DIGIT_ZERO = 0x30;
const DIGIT_NINE = 0x39;
/** Digits before and after the point, and the point. */
const MAX_LENGTH = MAX_WHOLE_DIGITS + 1 + MICRO_DECIMALS;

/**
 * An amount as a whole number of 10^-6, which a `number` holds exactly: the scaled integers of the fast path.
 *
 * @param text a decimal without sign and without leading zeros; trailing zeros may stand
 * @returns `NaN` for any other text, for more than nine digits before the point and for more than six after it: those are
 * for the exact path
 */
export function microsOf(text: string): number {
  const { length } = text;
  if (length > MAX_LENGTH) return Number.NaN;
  let value = 0;
  let point = -1;
  for (let index = 0; index < length; index += 1) {
    const code = text.charCodeAt(index);
    if (code >= DIGIT_ZERO && code <= DIGIT_NINE) value = value * 10 + code - DIGIT_ZERO;
    else if (code === POINT && point < 0) point = index;
    else return Number.NaN;
  }
  const whole = point < 0 ? length : point;
  const decimals = point < 0 ? 0 : length - point - 1;
  const isPlain =
    whole > 0 && whole <= MAX_WHOLE_DIGITS && decimals <= MICRO_DECIMALS && !(point >= 0 && decimals === 0);
  if (!isPlain || (whole > 1 && text.charCodeAt(0) === DIGIT_ZERO)) return Number.NaN;
  return value * (MICROS_AFTER[decimals] as number);
}

/** By the number of decimals that are written, what is missing to micros. */
const MICROS_AFTER = [1_000_000, 100_000, 10_000, 1_000, 100, 10, 1];

/** The amount without the zeros that end its decimals. @param text one that `microsOf` reads */
export function withoutTrailingZeros(text: string): string {
  if (text.charCodeAt(text.length - 1) !== DIGIT_ZERO || !text.includes(".")) return text;
  let end = text.length;
  while (text.charCodeAt(end - 1) === DIGIT_ZERO) end -= 1;
  return text.slice(0, text.charCodeAt(end - 1) === POINT ? end - 1 : end);
}

/** The canonical decimal string of a whole, non-negative number of micros. */
export function textOfMicros(micros: number): string {
  const fraction = micros % ONE_MICROS;
  const whole = `${(micros - fraction) / ONE_MICROS}`;
  if (fraction === 0) return whole;
  return withoutTrailingZeros(`${whole}.${`${ONE_MICROS + fraction}`.slice(1)}`);
}

/** Micros of a sum in units of 10^-18; `NaN` where it is no whole, non-negative number of them that is exact. */
export function microsOfUnits(units: bigint): number {
  if (units === 0n) return 0;
  const micros = units / UNITS_PER_MICRO;
  if (micros * UNITS_PER_MICRO !== units || micros < 0n) return Number.NaN;
  const value = Number(micros);
  return value <= Number.MAX_SAFE_INTEGER ? value : Number.NaN;
}

/** The sum in units of 10^-18. @param micros a whole number */
export function unitsOfMicros(micros: number): bigint {
  return micros === 0 ? 0n : BigInt(micros) * UNITS_PER_MICRO;
}
