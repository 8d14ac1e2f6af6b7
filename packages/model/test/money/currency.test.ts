import { CURRENCIES, isCurrency, minorUnitDigits } from "@spendrail/model";
import { describe, expect, test } from "vitest";

const ROWS: [code: string, digits: number | undefined][] = [
  ["USD", 2],
  ["EUR", 2],
  ["JPY", 0],
  ["KRW", 0],
  ["ISK", 0],
  ["HUF", 2],
  ["KWD", 3],
  ["TND", 3],
  ["IQD", 3],
  ["CLF", 4],
  ["UYW", 4],
  ["SLE", 2],
  ["ZWG", 2],
  ["XCG", 2],
  ["XOF", 0],

  ["usd", undefined],
  ["US", undefined],
  ["HRK", undefined],
  ["BGN", undefined],
  ["ANG", undefined],
  ["XAU", undefined],
  ["XXX", undefined],
  ["XTS", undefined],
  ["toString", undefined],
  ["", undefined],
];

describe("the decimals of a currency", () => {
  test.each(ROWS)("%s: %s", (code, digits) => {
    expect(minorUnitDigits(code)).toBe(digits);
    expect(isCurrency(code)).toBe(digits !== undefined);
  });

  test("every currency has a code of three capitals and a name of its own", () => {
    const codes = Object.keys(CURRENCIES);
    expect(codes).toEqual(codes.toSorted());
    for (const code of codes) expect(code).toMatch(/^[A-Z]{3}$/);
    expect(new Set(Object.values(CURRENCIES).map(({ name }) => name)).size).toBe(codes.length);
  });

  test("every code that Intl knows and that is still in use is listed", () => {
    const missing = Intl.supportedValuesOf("currency").filter((code) => !isCurrency(code));
    const stillUsed = missing.filter((code) => !/\d/.test(new Intl.DisplayNames("en", { type: "currency" }).of(code)!));
    const others = stillUsed.filter((code) => !/^X/.test(code));
    expect(others).toEqual(others.filter((code) => WITHDRAWN.has(code)));
  });
});

const WITHDRAWN = new Set(
  "ADP ANG AOK ATS BEC BEF BEL BGN BGO BOP BUK BYB CNH CNX CSD CUC CYP DEM DDM EEK ESA ESB ESP FIM FRF GEK GHC GRD GWE GWP HRD HRK IEP ITL LTL LTT LUC LUF LUL LVL LVR MAF MCF MDC MGF MKN MLF MTL MTP MVP MXP MZE MZM NLG PTE RHD ROL RUR SDP SIT SKK SLL SRG STD SUR TJR TMM TPE TRL UAK USS VEB VEF VNN YDD YUD YUM YUN YUR ZAL ZRN ZRZ ZWD ZWL ZWR".split(
    " ",
  ),
);
