import { canonicalMerchant, canonicalMerchantPattern } from "@spendrail/model";
import { describe, expect, test } from "vitest";

/** [what is written, the host that is paid] */
const HOSTS: [written: string, id: string][] = [
  ["openai.com", "openai.com"],
  ["OpenAI.COM", "openai.com"],
  ["  openai.com  ", "openai.com"],
  ["openai.com.", "openai.com"],
  ["www.openai.com", "openai.com"],
  ["WWW.OpenAI.com.", "openai.com"],
  ["api.openai.com", "api.openai.com"],
  ["www.api.openai.com", "api.openai.com"],
  ["www.com", "www.com"],
  ["www2.openai.com", "www2.openai.com"],
  ["www.www.openai.com", "www.www.openai.com"],
  ["_dmarc.openai.com", "_dmarc.openai.com"],
  ["r3---sn-4g5e.example.com", "r3---sn-4g5e.example.com"],
  ["127.0.0.1", "127.0.0.1"],
  ["１２７.0.0.1", "127.0.0.1"],

  // URLs: scheme, port, path, query and fragment go.
  ["https://openai.com", "openai.com"],
  ["HTTPS://OPENAI.COM/", "openai.com"],
  ["http://www.openai.com:8080/v1/chat?model=x#top", "openai.com"],
  ["https:openai.com", "openai.com"],
  ["https:/openai.com", "openai.com"],
  ["https:///openai.com", "openai.com"],
  ["wss://openai.com/socket", "openai.com"],
  ["//openai.com/path", "openai.com"],
  ["openai.com/path", "openai.com"],
  ["openai.com:443", "openai.com"],
  ["openai.com:", "openai.com"],
  ["openai.com?x=1", "openai.com"],
  ["openai.com#x", "openai.com"],
  ["https://openai.com/a path with blanks", "openai.com"],

  // User-info names somebody else than who is paid.
  ["openai.com@evil.io", "evil.io"],
  ["https://openai.com@evil.io", "evil.io"],
  ["https://openai.com:x@evil.io/", "evil.io"],
  ["openai.com:443@evil.io", "evil.io"],
  ["https://a@openai.com@evil.io", "evil.io"],
  ["https://openai.com%40@evil.io", "evil.io"],
  ["evil.io/@openai.com", "evil.io"],
  ["evil.io?@openai.com", "evil.io"],
  ["evil.io#@openai.com", "evil.io"],
  ["evil.io/https://openai.com", "evil.io"],

  // A backslash is a slash.
  ["evil.io\\openai.com", "evil.io"],
  ["https://evil.io\\@openai.com", "evil.io"],
  ["\\\\openai.com\\share", "openai.com"],
  ["https:\\\\openai.com", "openai.com"],
  ["/\\openai.com", "openai.com"],

  // Tabs and line breaks are dropped wherever they stand.
  ["open\tai.com", "openai.com"],
  ["open\r\nai.com", "openai.com"],
  ["ht\ntps://openai.com", "openai.com"],

  // Percent-encoding, IDNA, compatibility forms, what cannot be seen.
  ["openai%2ecom", "openai.com"],
  ["https://%6f%70enai.com", "openai.com"],
  ["b%C3%BCcher.de", "xn--bcher-kva.de"],
  ["bücher.de", "xn--bcher-kva.de"],
  ["BÜCHER.DE", "xn--bcher-kva.de"],
  ["bu\u0308cher.de", "xn--bcher-kva.de"],
  ["xn--bcher-kva.de", "xn--bcher-kva.de"],
  ["XN--BCHER-KVA.DE", "xn--bcher-kva.de"],
  ["faß.de", "xn--fa-hia.de"],
  ["ΟΔΟΣ.gr", "xn--pxavbq.gr"],
  ["οδος.gr", "xn--pxavbm.gr"],
  ["ｏｐｅｎａｉ．ｃｏｍ", "openai.com"],
  ["openai。com", "openai.com"],
  ["openai｡com", "openai.com"],
  ["ℴpenai.com", "openai.com"],
  ["open\u00adai.com", "openai.com"],
  ["open\u200bai.com", "openai.com"],
  ["open\u2060ai.com", "openai.com"],
  ["\ufeffopenai.com", "openai.com"],
  ["openai\ufe0f.com", "openai.com"],
  ["東京.jp", "xn--1lqs71d.jp"],
  ["한국.kr", "xn--3e0b707e.kr"],
  ["שלום.co.il", "xn--9dbne9b.co.il"],
  ["مثال.مصر", "xn--mgbh0fb.xn--wgbh1c"],

  // Look-alikes are other merchants.
  ["opеnai.com", "xn--opnai-0we.com"],
  ["ореnаi.com", "xn--ni-7kcs8bm.com"],
  ["opena1.com", "opena1.com"],
];

describe("a host name is who a URL parser would connect to", () => {
  test.each(HOSTS)("%j is %s", (written, id) => {
    expect(canonicalMerchant(written)).toEqual({ ok: true, id, host: true });
  });
});

const NAMES: [written: string, id: string][] = [
  ["Acme Corp", "acme corp"],
  ["  ACME  ", "acme"],
  ["Ａｃｍｅ", "acme"],
  ["Acme\u00a0Corp", "acme corp"],
  ["Ac\u200bme", "acme"],
  ["Ac\u00adme", "acme"],
  ["A\u200dcme", "acme"],
  ["Café", "café"],
  ["Cafe\u0301", "café"],
  ["ΟΔΟΣ", "οδοσ"],
  ["Dr. Smith / Jones", "dr. smith / jones"],
  ["St. John's #12", "st. john's #12"],
  ["O'Reilly.com", "o'reilly.com"],
  ["Web3.0", "web3.0"],
  ["Acme: Widgets", "acme: widgets"],
  ["localhost", "localhost"],
  ["com", "com"],
  ["2130706433", "2130706433"],
  ["50% off", "50% off"],
  ["SQ *COFFEE", "sq *coffee"],
];

describe("a name is trimmed, in lower case, NFKC", () => {
  test.each(NAMES)("%j is %j", (written, id) => {
    expect(canonicalMerchant(written)).toEqual({ ok: true, id, host: false });
  });
});

const REFUSED: [why: string, written: string][] = [
  ["nothing", ""],
  ["white space", " \t\n"],
  ["nothing that can be seen", "\u200b\u00ad"],
  ["a control character", "Acme\u0000Corp"],
  ["a tab in a name", "Acme\tCorp"],
  ["a line break in a name", "Acme\nCorp"],
  ["a line separator", "Acme\u2028Corp"],
  ["a bidi override", "Acme \u202eproC"],
  ["a bidi isolate in a host", "open\u2066ai.com"],
  ["a lone surrogate", "Acme\ud800"],
  ["no host", "https://"],
  ["no host before the path", "/openai.com"],
  ["no host after the user-info", "openai.com@"],
  ["one label", "https://localhost/"],
  ["one label that is a suffix", "https://com/"],
  ["another scheme", "file://openai.com/"],
  ["a scheme that is none", "openai://openai.com"],
  ["a blank in the host", "https://open ai.com"],
  ["a host inside a descriptor", "AMZN Mktp amzn.com/bill"],
  ["a blank before the user-info ends", "openai.com @evil.io"],
  ["a port out of range", "openai.com:65536"],
  ["a port that is no number", "openai.com:https"],
  ["two ports", "openai.com:80:80"],
  ["two dots", "openai..com"],
  ["two dots at the end", "openai.com.."],
  ["a dot in front", ".openai.com"],
  ["a pattern", "*.openai.com"],
  ["a broken escape in a URL", "https://openai%2.com/"],
  ["an escaped slash", "https://openai%2fcom.evil.io"],
  ["an escaped NUL", "openai.com%00.evil.io"],
  ["an escape that is no UTF-8", "openai%ff.com"],
  ["a zero-width joiner", "open\u200dai.com"],
  ["a full-width slash", "openai.com／path"],
  ["a full-width at", "openai.com＠evil.io"],
  ["a full-width scheme", "ｈｔｔｐｓ：／／openai.com"],
  ["dots that NFKC makes", "openai․com"],
  ["a mark in front", "https://\u0301openai.com"],
  ["marks in an order that parsers do not agree on", "https://\u1e61\u0323.com"],
  ["a capital sharp s, whose mapping has changed", "https://faẞ.de"],
  ["left-to-right and right-to-left letters", "https://aש.com"],
  ["punycode of ASCII", "xn--openai-.com"],
  ["punycode that is none", "xn--a.com"],
  ["punycode of letters in another form", "xn--bcher-2pa.de"],
  ["a subdomain that is no host name", "❤.openai.com"],
  ["a subdomain with signs", "sq*shop.openai.com"],
  ["a label over 63 characters", `${"a".repeat(64)}.com`],
  ["a host over 253 characters", `${"a.".repeat(127)}com`],
  ["an IPv4 address of fewer numbers", "127.1"],
  ["an IPv4 address in octal", "0177.0.0.1"],
  ["an IPv4 address in hexadecimal", "0x7f.0.0.1"],
  ["an IPv4 number out of range", "256.0.0.1"],
  ["five numbers", "1.2.3.4.5"],
  ["an IPv4 address as one number", "https://2130706433/"],
  ["a host that ends in a number", "https://openai.1/"],
  ["an IPv6 address", "::1"],
  ["an IPv6 address in a URL", "https://[2001:db8::1]:443/"],
  ["an IPv4 address in IPv6", "[::ffff:127.0.0.1]"],
];

describe("what could be misread is refused", () => {
  test.each(REFUSED)("%s: %j", (_, written) => {
    expect(canonicalMerchant(written)).toMatchObject({ ok: false, code: "malformed" });
  });

  test("more than 2048 characters are out of range", () => {
    expect(canonicalMerchant("a".repeat(2048))).toMatchObject({ ok: true });
    expect(canonicalMerchant("a".repeat(2049))).toMatchObject({ ok: false, code: "out_of_range" });
    expect(canonicalMerchantPattern("*".repeat(2049))).toMatchObject({ ok: false, code: "out_of_range" });
  });
});

const PATTERNS: [written: string, reading: string][] = [
  ["openai.com", "openai.com"],
  ["Acme Corp", "acme corp"],
  ["https://openai.com/", "openai.com"],
  ["*.openai.com", "*.openai.com"],
  [" *.OpenAI.com. ", "*.openai.com"],
  ["*.www.openai.com", "*.www.openai.com"],
  ["*.bücher.de", "*.xn--bcher-kva.de"],
  ["*.co.uk", "*.co.uk"],
  ["東京タワーとcafe.jp", "xn--cafe-9b4c1t0kodv073ay09b.jp"],
  ["한국韓國korea.kr", "xn--korea-9r2ir389a8dpb0d1e.kr"],
  ["пример.com", "xn--e1afmkfd.com"],
  ["пример-24.com", "xn---24-qddoytid.com"],

  ["*", "bad_pattern"],
  ["*.com", "bad_pattern"],
  ["*.*.com", "bad_pattern"],
  ["*openai.com", "bad_pattern"],
  ["api.*.com", "bad_pattern"],
  ["openai.*", "bad_pattern"],
  ["**.openai.com", "bad_pattern"],
  ["*.openai.com/*", "bad_pattern"],
  ["openai.com/*", "bad_pattern"],
  ["https://*.openai.com", "bad_pattern"],
  ["*.user@evil.io", "bad_pattern"],
  ["*.1.2.3.4", "bad_pattern"],
  ["*.Acme Corp", "bad_pattern"],
  ["Acme*", "bad_pattern"],

  ["opеnai.com", "mixed_script"],
  ["xn--opnai-0we.com", "mixed_script"],
  ["*.opеnai.com", "mixed_script"],
  ["googlε.com", "mixed_script"],
  ["пример.opеnai.com", "mixed_script"],

  ["", "malformed"],
  ["openai..com", "malformed"],
];

describe("a merchant of a policy", () => {
  test.each(PATTERNS)("%j is %s", (written, reading) => {
    const result = canonicalMerchantPattern(written);
    expect(result.ok ? result.id : result.code).toBe(reading);
  });
});
