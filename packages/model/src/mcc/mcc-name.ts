import { MCC_NAMES } from "./mcc-table.generated.js";

const names: ReadonlyMap<string, string> = new Map(MCC_NAMES);

/**
 * The English name of a merchant category code (ISO 18245); for a code of 3000 to 3999 the company it is assigned to in
 * capitals, else the name of its range. `undefined` for a code that is not in the table.
 */
export function merchantCategoryName(mcc: string): string | undefined {
  return names.get(mcc) ?? rangeName(mcc);
}

function rangeName(mcc: string): string | undefined {
  if (!/^3\d{3}$/.test(mcc)) return undefined;
  if (mcc <= "3350") return "Airlines";
  return mcc <= "3500" ? "Car Rental" : "Hotels and Motels";
}
