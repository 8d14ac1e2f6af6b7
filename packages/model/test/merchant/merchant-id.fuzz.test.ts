import { URL } from "node:url";
import { canonicalMerchant, canonicalMerchantPattern, merchantMatches } from "@spendrail/model";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

/** The host that Node's URL parser sees, text without a scheme read as an address bar reads it. */
function urlHost(text: string): string | undefined {
  const joined = text.trim().replace(/[\t\n\r]/g, "");
  const url = /^(?:https?|ftp|wss?):/i.test(joined)
    ? joined
    : /^[/\\]{2}/.test(joined)
      ? `https:${joined}`
      : `https://${joined}`;
  return URL.parse(url)?.hostname.replace(/\.$/, "");
}

function expectSameHost(text: string): void {
  const reading = canonicalMerchant(text);
  if (!reading.ok) return;
  const again = canonicalMerchant(reading.id);
  if (!again.ok || again.id !== reading.id || again.host !== reading.host) expect(again).toEqual(reading);
  if (reading.host && urlHost(text)?.replace(/^www\.(?!www\.)(?=.+\.)/, "") !== reading.id) {
    expect([text, reading.id]).toEqual([text, urlHost(text)]);
  }
}

const ASCII_PIECES =
  "openai com evil io www. . .. / // \\ : @ ? # http: https:// HTTPS:\\ ftp: ws: file: mailto: 443 0 80 65536 0x7f 127 1 0177 256 [ ] ::1 xn-- xn--bcher-kva XN--BCHER-KVA - _ * %2e %2E %40 %00 %zz % a Z ' & + ~ | ^ { <".split(
    " ",
  );
const UNICODE_PIECES =
  "bücher BÜCHER ß ẞ Σ ς σ İ ı ſ ẛ é e\u0301 \u0301 \u0323 \u0327 \u031b \u0345 ᾳ Ꭰ ϲ ﬁ ™ Ⅷ ² ½ ｏ １ ⒈ ‥ … ․ 。 ． ｡ ／ ： ＠ ？ ＃ ％ ﹪ ℀ 中 か カ ｶ ﾞ 한 ᄀ ᅡ 가 о е а שלום ا ب ١ ۱ क् ❤ · ・ \u00ad \u034f \u180b \u200b \u200c \u200d \u2060 \u2064 \ufe0f \ufeff \u115f \u3164 \u202e \u2066 \ud800".split(
    " ",
  );
const BLANKS = ["\t", "\n", "\r", " ", "\u00a0", "\u3000", "\u2028", "\u0000", "\u007f"];

const pieces = fc.constantFrom(...ASCII_PIECES, ...UNICODE_PIECES, ...BLANKS);
const assembled = fc.array(pieces, { minLength: 1, maxLength: 8 }).map((parts) => parts.join(""));
const label = fc.array(fc.oneof(fc.constantFrom("a", "b", "1", "-", "_"), pieces), { minLength: 1, maxLength: 6 });
const host = fc
  .array(label, { minLength: 1, maxLength: 4 })
  .map((labels) => `${labels.map((l) => l.join("")).join(".")}.com`);
const punycoded = fc
  .string({ unit: fc.constantFrom(..."abcdehkstxyz0123456789-"), maxLength: 10 })
  .map((s) => `xn--${s}.com`);
const anyText = fc.oneof(assembled, host, punycoded, fc.string({ unit: "binary" }), fc.webUrl());

describe("for any text", () => {
  test("what is read as a host is the host that a URL parser sees, and reading it again changes nothing", () => {
    fc.assert(fc.property(anyText, expectSameHost), { numRuns: 30_000 });
  });

  test("a name is never taken for a host or a pattern, nor caught by a wildcard", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const reading = canonicalMerchant(text);
        if (!reading.ok || reading.host) return;
        expect(reading.id).not.toMatch(/^\*\.\S/);
        expect(merchantMatches("*.com", reading.id)).toBe(false);
      }),
      { numRuns: 10_000 },
    );
  });

  test("a merchant of a policy is read as in a payment, but for wildcards and mixed scripts", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const pattern = canonicalMerchantPattern(text);
        if (pattern.ok && !pattern.id.startsWith("*.")) expect(pattern).toEqual(canonicalMerchant(text));
        if (pattern.ok) expect(canonicalMerchantPattern(pattern.id)).toEqual(pattern);
      }),
      { numRuns: 10_000 },
    );
  });
});

const ALIKE: [first: number, last: number][] = [
  [0x3500, 0x4d00],
  [0x4f00, 0x9f00],
  [0xac80, 0xd700],
  [0xe010, 0xf8f0],
  [0x12010, 0x14600],
  [0x16810, 0x18c00],
];
/** Two planes, without the insides of blocks whose characters are all alike (Han, Hangul, Tangut, private use). */
const CHARACTERS = Array.from({ length: 0x20000 }, (_, code) => code)
  .filter((code) => !ALIKE.some(([first, last]) => code >= first && code <= last))
  .map((code) => String.fromCodePoint(code));

describe("every character of the two planes that scripts live in", () => {
  test.each(["a#b.com", "#.com", "שלום#.com"])("in the place of # in %s", (context) => {
    for (const character of CHARACTERS) expectSameHost(context.replace("#", () => character));
  });

  test("in a name, reading it again changes nothing", () => {
    for (const character of CHARACTERS) expectSameHost(`a ${character} b`);
  });
});

test.each(["a.", "%aa", "\u0301", "ü", "א.", "xn--", "@", "//", "a:", "..", " .", "＠", "\u200b", "Σ", "*."])(
  "%j over and over ends in an answer",
  (unit) => {
    const text = unit.repeat(2048 / unit.length);
    expect(canonicalMerchant(text)).toHaveProperty("ok");
    expect(canonicalMerchantPattern(`${text.slice(2)} `)).toHaveProperty("ok");
  },
);
