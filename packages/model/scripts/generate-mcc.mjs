/**
 * Writes `src/mcc/mcc-table.generated.ts` from the `mcc` package, completed and corrected. Run from anywhere with
 * `node packages/model/scripts/generate-mcc.mjs`.
 */
import { writeFileSync } from "node:fs";
import mcc from "mcc";
import { ADDITIONS, CORRECTIONS } from "./mcc-corrections.mjs";

/** Codes 3000 to 3999 belong to single companies; those not given to one carry the name of their range and are left out. */
const RANGE_NAMES = new Set(["Airlines", "Car Rental", "Hotels/Motels/Inns/Resorts"]);

const tidy = (name) =>
  name
    .replace(/\s+/g, " ")
    .replace(/ ?– ?|(?<=\w)- (?=\w)/g, " – ")
    .replace(/\( /g, "(")
    .replace(/, Not Elsewhere Classified$/, " (Not Elsewhere Classified)")
    .trim();

const fromPackage = mcc.all
  .filter(({ edited_description: name }) => !RANGE_NAMES.has(name))
  .map(({ mcc: code, edited_description: name }) => [code, tidy(name)]);
const names = { ...Object.fromEntries(fromPackage), ...ADDITIONS, ...CORRECTIONS };
const codes = Object.keys(names).sort();
const lines = codes.map((code) => `  ["${code}", ${JSON.stringify(names[code])}],`);
const shared = codes.filter((code) => !code.startsWith("3"));
const rows = Array.from({ length: Math.ceil(shared.length / 20) }, (_, row) =>
  shared.slice(row * 20, row * 20 + 20).join(" "),
);

writeFileSync(
  new URL("../src/mcc/mcc-table.generated.ts", import.meta.url),
  `// Written by scripts/generate-mcc.mjs. Do not edit.

/** The codes of the table outside 3000 to 3999, in order. Apart from the names, which few programs need. */
export const MCC_CODES =
  ${rows
    .map((row) => JSON.stringify(`${row} `))
    .join(" +\n  ")
    .replace(/ "$/, '"')};

/** Codes and names, in order. */
export const MCC_NAMES: readonly (readonly [mcc: string, name: string])[] = [
${lines.join("\n")}
];
`,
);
