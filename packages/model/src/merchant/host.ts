import punycode from "punycode/punycode.js";

/** The dots that separate labels: the ASCII one and those that UTS 46 maps to it. */
const DOT = /[.\u3002\uff0e\uff61]/g;
/** Code points that UTS 46 ignores: soft hyphen, combining grapheme joiner, zero-width space, variation selectors, ... */
const IGNORED = /\u034f|[\p{Variation_Selector}\u00ad\u200b\u2060\u2064\ufeff\u{1bca0}-\u{1bca3}]/gu;
/** Letters, marks and digits of any script, hyphen, underscore, and the dots and the zero of Catalan and Japanese names. */
const LABEL = /^(?!\p{M})[\p{L}\p{M}\p{Nd}_\-\u00b7\u30fb\u3007]+$/u;
/** What NFKC with lower case maps otherwise than UTS 46 does: Cherokee, early Cyrillic forms, iota subscript (in NFD). */
const MAPPED_OTHERWISE = /\u0345|[\p{sc=Cher}\u1c80-\u1c8a\p{Default_Ignorable_Code_Point}]/u;
/** The blocks of scripts that are written from right to left. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
/**
 * Labels that satisfy the Bidi Rule (RFC 5893) for certain: plain ASCII, or Hebrew, Arabic, Syriac and Thaana without the
 * Arabic-Indic digits.
 */
const BIDI_LABEL =
  /^(?:[a-z](?:[a-z0-9_-]*[a-z0-9])?|(?=\p{L})[\u0591-\u05f2\u0610-\u065f\u066e-\u07b1][\u0591-\u05f2\u0610-\u065f\u066e-\u07b10-9_-]*(?<![_-]\p{M}*))$/u;
const ASCII_ONLY = /^[!-~]*$/;
const ACE_PREFIX = "xn--";
/** RFC 1035, section 2.3.4. */
const MAX_LABEL_LENGTH = 63;
const MAX_HOST_LENGTH = 253;

/** Lower case for each code point by itself: Greek capital sigma never becomes a final sigma. NFKC before and after. */
export function foldCase(text: string): string {
  return text.normalize("NFKC").replaceAll("Σ", "σ").toLowerCase().normalize("NFKC");
}

/** The text with a full stop for each dot that separates labels (UTS 46, section 2.3). */
export function withAsciiDots(text: string): string {
  return text.replace(DOT, ".");
}

/** Whether a WHATWG URL parser would read this lower-case host as an IPv4 address, or as a broken one. */
export function endsInNumber(host: string): boolean {
  return /(?:^|\.)(?:\d+|0x[\da-f]*)$/.test(host);
}

/** Whether the host is an IPv4 address in its one canonical form, four decimal numbers without leading zeros. */
export function isDottedQuad(host: string): boolean {
  const parts = host.split(".");
  return parts.length === 4 && parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255);
}

/**
 * The host that a WHATWG URL parser sees in the host part of a URL, as IDNA ASCII (UTS 46, non-transitional): without
 * percent-encoding, ignored code points, letter case, compatibility forms, and one trailing dot.
 *
 * Narrower than the standard where that is safe: only host names with at least one dot, made of letters, marks, digits,
 * hyphens and underscores and no longer than DNS allows, and canonical dotted quads. `undefined` for all else; whatever
 * is returned is what a URL parser returns (less the trailing dot).
 */
export function readHost(text: string): string | undefined {
  const mapped = mapHost(percentDecode(text));
  if (mapped === undefined) return undefined;

  const labels = mapped.replace(/\.$/, "").split(".");
  if (labels.length < 2) return undefined;
  const letters = labels.map(decodeLabel);
  if (!letters.every((label) => label !== undefined && LABEL.test(label))) return undefined;
  if (letters.some((label) => RIGHT_TO_LEFT.test(label!)) && !letters.every((label) => BIDI_LABEL.test(label!))) {
    return undefined;
  }

  const ascii = letters.map((label) => encodeLabel(label!));
  if (ascii.some((label) => label.length > MAX_LABEL_LENGTH)) return undefined;
  const host = ascii.join(".");
  if (host.length > MAX_HOST_LENGTH || (endsInNumber(host) && !isDottedQuad(host))) return undefined;
  return host;
}

/** The labels of a canonical host as people read them: `xn--` labels decoded. */
export function hostLabels(host: string): string[] {
  return host.split(".").map((label) => decodeLabel(label) ?? label);
}

/** What UTS 46 maps a host to; `undefined` where the mapping here could differ from that of a URL parser. */
function mapHost(decoded: string | undefined): string | undefined {
  if (decoded === undefined || ASCII_ONLY.test(decoded)) return decoded?.toLowerCase();
  const raw = withAsciiDots(decoded.replace(IGNORED, ""));
  const mapped = foldCase(raw);
  if (hasUnorderedMarks(raw) || MAPPED_OTHERWISE.test(mapped.normalize("NFD"))) return undefined;
  // Dots that NFKC makes are no separators; Unicode has changed what capital sharp s and lunate sigma map to.
  return [".", "ς", "ß"].every((character) => sameCount(raw, mapped, character)) ? mapped : undefined;
}

/** `undefined` where an escape is broken or its bytes are no UTF-8: no host has such characters. */
function percentDecode(text: string): string | undefined {
  if (!text.includes("%")) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** Whether a mark follows a letter that is composed with another already: URL parsers disagree on what that becomes. */
function hasUnorderedMarks(text: string): boolean {
  const folded = Array.from(text, foldCase).join("");
  return folded !== folded.normalize("NFC") && folded !== folded.normalize("NFD");
}

function sameCount(before: string, after: string, character: string): boolean {
  return before.split(character).length === after.split(character).length;
}

/** A label as letters; `undefined` for an `xn--` label that is not the one encoding of a mapped, non-ASCII label. */
function decodeLabel(label: string): string | undefined {
  if (!label.startsWith(ACE_PREFIX)) return label;
  if (label.length > MAX_LABEL_LENGTH || !ASCII_ONLY.test(label)) return undefined;
  try {
    const decoded = punycode.decode(label.slice(ACE_PREFIX.length));
    const canonical = !ASCII_ONLY.test(decoded) && foldCase(decoded) === decoded && encodeLabel(decoded) === label;
    return canonical && !MAPPED_OTHERWISE.test(decoded.normalize("NFD")) ? decoded : undefined;
  } catch {
    return undefined;
  }
}

/** The label in ASCII. A label beyond the DNS limit is left as it is: its encoding would be longer still. */
function encodeLabel(label: string): string {
  return ASCII_ONLY.test(label) || label.length > 2 * MAX_LABEL_LENGTH ? label : ACE_PREFIX + punycode.encode(label);
}
