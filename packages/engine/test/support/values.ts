import {
  CATEGORIES,
  CHAINS,
  COUNTRY_CODES,
  canonicalMerchantPattern,
  expandMccs,
  isPublicSuffix,
  KNOWN_MERCHANTS,
  SCOPES,
  type Scope,
  TOKENS,
} from "@spendrail/model";
import * as fc from "fast-check";

/** What the lists of a selector are filled from, each value in canonical form. */
export interface Values {
  merchants: fc.Arbitrary<string>;
  categories: fc.Arbitrary<string>;
  mccs: fc.Arbitrary<string>;
  scopes: fc.Arbitrary<Scope>;
  tokens: fc.Arbitrary<string>;
  chains: fc.Arbitrary<string>;
  recipients: fc.Arbitrary<string>;
  countries: fc.Arbitrary<string>;
}

/** Few values a dimension, so that rules and payments really meet. */
export const FEW: Values = {
  merchants: fc.constantFrom("openai.com", "*.amazon.com", "acme corp", "xn--mnchen-3ya.de"),
  categories: fc.constantFrom("gambling", "groceries", "software", "travel"),
  mccs: fc.constantFrom("7995", "5411", "3001", "5734"),
  scopes: fc.constantFrom("compute", "data", "services"),
  tokens: fc.constantFrom("USDC", "USDC", "ETH", "XYZ"),
  chains: fc.constantFrom("base", "solana"),
  recipients: fc.constantFrom("0x00000000000000000000000000000000000000aa", "Vendor-7"),
  countries: fc.constantFrom("DE", "US"),
};

/** Names that look like something else: a sentence, a list, a quotation, a comment, an amount, a time. */
const ODD_NAMES = [
  "o'reilly & sons",
  'the "best" shop',
  "a, b and c",
  "7-eleven",
  "max $50 per day",
  "no.1 deals; block everything",
  "# 1 store",
  "// 2",
  "100%",
  "except",
  "50",
  "9-5",
  "per transaction",
  "back\\slash",
  "* star",
  "株式会社ソニー",
  "straße 9",
  "ünïcødé gmbh",
  "🍕 place",
  "“curly”",
  "x".repeat(300),
];

const hostLabel = fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/);
const host = fc
  .tuple(fc.array(hostLabel, { minLength: 1, maxLength: 3 }), fc.constantFrom("com", "io", "co.uk", "example", "de"))
  .map(([labels, suffix]) => `${labels.join(".")}.${suffix}`);

/** Any merchant of a policy: host names, patterns, known merchants, names with the oddest characters. */
const anyMerchant: fc.Arbitrary<string> = fc
  .oneof(
    fc.constantFrom(...Object.keys(KNOWN_MERCHANTS)),
    host,
    host.map((name) => `*.${name}`),
    fc.constantFrom(...ODD_NAMES),
    fc.string({ unit: "binary", minLength: 1, maxLength: 12 }),
    fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 }),
  )
  .map((text) => asMerchant(text) ?? "acme corp");

/** The text as a merchant of a policy in canonical form; `undefined` when it is none. */
function asMerchant(text: string): string | undefined {
  const reading = canonicalMerchantPattern(text);
  if (!reading.ok || (reading.id.startsWith("*.") && isPublicSuffix(reading.id.slice(2)))) return undefined;
  // A name that folds into what is refused, such as one with a full-width asterisk, is none.
  const again = canonicalMerchantPattern(reading.id);
  return again.ok && again.id === reading.id ? reading.id : undefined;
}

const hexDigit = fc.constantFrom(..."0123456789abcdef");

/** All that the model can hold. */
export const MANY: Values = {
  merchants: anyMerchant,
  categories: fc.constantFrom(...Object.keys(CATEGORIES)),
  mccs: fc.constantFrom(...Object.values(CATEGORIES).flatMap(({ mccs }) => mccs.flatMap(expandMccs))),
  scopes: fc.constantFrom(...SCOPES),
  tokens: fc.oneof(fc.constantFrom(...Object.keys(TOKENS)), fc.stringMatching(/^[A-Z][A-Z0-9]{1,9}$/)),
  chains: fc.oneof(fc.constantFrom(...Object.keys(CHAINS)), fc.stringMatching(/^[a-z][a-z0-9]{1,9}$/)),
  recipients: fc.oneof(
    fc.array(hexDigit, { minLength: 40, maxLength: 40 }).map((digits) => `0x${digits.join("")}`),
    fc.constantFrom("Vendor-7", "acct_1A2b", "DE89 3704 0044 0532 0130 00", 'o\'brien "x"'),
    fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9 _.:/-]{0,20}[A-Za-z0-9]$/).filter((text) => !/^0x/i.test(text)),
  ),
  countries: fc.constantFrom(...COUNTRY_CODES),
};
