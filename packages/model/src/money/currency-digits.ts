/**
 * The currencies that amounts can be in, by the decimals of their minor unit: 2 for cents, 0 where there is none, 3 for most
 * dinars, 4 for two units of account. Apart from the names, which few programs need. ISO 4217 list one as of 2026-01-01, fund
 * codes included. Metals, bond-market units, the SDR and the codes for testing and for "no currency" are left out: they
 * have no minor unit, and nothing is paid in them.
 */
const CODES_BY_DIGITS: readonly (readonly [digits: number, codes: string])[] = [
  [0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"],
  [
    2,
    "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE " +
      "CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD " +
      "HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK " +
      "MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD " +
      "RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH " +
      "USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG",
  ],
  [3, "BHD IQD JOD KWD LYD OMR TND"],
  [4, "CLF UYW"],
];

const digits: ReadonlyMap<string, number> = new Map(
  CODES_BY_DIGITS.flatMap(([digits, codes]) => codes.split(" ").map((code) => [code, digits] as const)),
);

/** Whether `code` is an active ISO 4217 currency, in upper case as written. */
export function isCurrency(code: string): boolean {
  return digits.has(code);
}

/** Decimals of the currency's minor unit (ISO 4217): 2 for `USD`, 0 for `JPY`. `undefined` for a code that is no currency. */
export function minorUnitDigits(code: string): number | undefined {
  return digits.get(code);
}
