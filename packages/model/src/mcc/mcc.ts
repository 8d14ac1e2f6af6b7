import { MCC_CODES } from "./mcc-table.generated.js";

const listed: ReadonlySet<string> = new Set(MCC_CODES.split(" "));

/** ISO 18245 leaves 3000 to 3999 to single airlines, car rental companies and hotels; all of it counts as known. */
const PRIVATE_RANGE = /^3\d{3}$/;

/**
 * Whether a merchant category code is in the table: ISO 18245 with the codes that Visa and Mastercard add, and the
 * whole of 3000 to 3999, assigned to a company or not.
 *
 * @param mcc four digits; anything else is not known.
 */
export function isKnownMcc(mcc: string): boolean {
  return PRIVATE_RANGE.test(mcc) || listed.has(mcc);
}
