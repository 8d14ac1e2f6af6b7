import type { IssueCode } from "../issue.js";
import { endsInNumber, foldCase, hostLabels, readHost, withAsciiDots } from "./host.js";
import { isMixedScript } from "./mixed-script.js";
import { isPlainHost } from "./plain-host.js";
import { hostPart, isUrlLike } from "./url-authority.js";

/**
 * What text says about a merchant: its canonical id and whether that is a host name (or IPv4 address, or a pattern over
 * a host), else a plain name; or why it is neither, in one English sentence.
 */
export type MerchantReading =
  | { readonly ok: true; readonly id: string; readonly host: boolean }
  | { readonly ok: false; readonly code: IssueCode; readonly message: string };

/** The most UTF-16 code units a merchant is read from; the longest host name has 253. */
const MAX_LENGTH = 2048;
/** Never in an honest name: control characters, line separators, lone surrogates, bidirectional controls. */
const FORBIDDEN = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Bidi_Control}]/u;
/** The white space that WHATWG URL parsers drop wherever it stands. */
const TAB_OR_NEWLINE = /[\t\n\r]/g;
const WILDCARD = /^\*\.([^*]+)$/;

/**
 * Reads the merchant of a payment.
 *
 * Host names and URLs become the host that a WHATWG URL parser sees, in lower-case IDNA ASCII, without user-info, port,
 * a leading `www.` and a trailing dot; anything else becomes a name: without zero-width characters, trimmed, in lower
 * case, Unicode NFKC. Reading an id again gives the same id. Errors: `out_of_range` for more than 2048 UTF-16 code
 * units; `malformed` for text that is empty, holds control characters, or is URL-like without a valid host (IPv6 and
 * unusual spellings of IPv4 addresses among them), or whose name could pass for a host or a pattern.
 */
export function canonicalMerchant(text: string): MerchantReading {
  if (isPlainHost(text)) return { ok: true, id: text, host: true };
  const refused = refusal(text);
  if (refused !== undefined) return refused;
  const trimmed = text.trim();
  const joined = trimmed.replace(TAB_OR_NEWLINE, "");
  const host = hostOf(joined);
  if (host !== undefined) return { ok: true, id: withoutWww(host), host: true };
  if (isUrlLike(joined)) return malformed("The merchant looks like a URL but has no valid host name in it.");
  return readName(trimmed);
}

/**
 * Reads a merchant of a policy: a merchant id as `canonicalMerchant` reads it, or `*.` before a host name for all its
 * subdomains. Beside that function's errors: `bad_pattern` for a `*` anywhere else, or before anything but a host name
 * of two labels or more; `mixed_script` for letters of several scripts in one label. Does not know public suffixes:
 * `*.co.uk` passes, see `isPublicSuffix`.
 */
export function canonicalMerchantPattern(text: string): MerchantReading {
  const reading = text.includes("*") ? readWildcard(text) : canonicalMerchant(text);
  if (reading.ok && reading.host && hostLabels(reading.id).some(isMixedScript)) {
    return {
      ok: false,
      code: "mixed_script",
      message: `The host name ${reading.id} mixes letters of several scripts in one label, so it may only look like the merchant that is meant.`,
    };
  }
  return reading;
}

function readWildcard(text: string): MerchantReading {
  const refused = refusal(text);
  if (refused !== undefined) return refused;
  const joined = text.trim().replace(TAB_OR_NEWLINE, "");
  const base = WILDCARD.exec(joined)?.[1];
  const host = base === undefined ? undefined : readHost(base);
  if (host === undefined || endsInNumber(host)) {
    return {
      ok: false,
      code: "bad_pattern",
      message: "A wildcard can only stand as the whole first label before a host name, as in *.example.com.",
    };
  }
  return { ok: true, id: `*.${host}`, host: true };
}

function refusal(text: string): MerchantReading | undefined {
  if (text.length > MAX_LENGTH) {
    return { ok: false, code: "out_of_range", message: `A merchant has at most ${MAX_LENGTH} characters.` };
  }
  if (FORBIDDEN.test(text.trim().replace(TAB_OR_NEWLINE, ""))) {
    return malformed("A merchant has no control characters and no invisible marks of writing direction.");
  }
  return undefined;
}

function hostOf(text: string): string | undefined {
  const part = isUrlLike(text) ? hostPart(text) : text;
  return part === undefined ? undefined : readHost(part);
}

/** One `www.` goes, where a host name is left. Of two, none: what is left would lose the other when read again. */
function withoutWww(host: string): string {
  return /^www\.(?!www\.)[^.]+\./.test(host) ? host.slice("www.".length) : host;
}

function readName(text: string): MerchantReading {
  const name = foldCase(text.replace(/\p{Default_Ignorable_Code_Point}/gu, "")).trim();
  if (name === "") return malformed("A merchant is empty.");
  if (FORBIDDEN.test(name)) return malformed("The name of a merchant has no line breaks and no tabs.");
  if (isUrlLike(name) || passesForHost(name)) {
    return malformed("The merchant looks like a host name but is not a valid one.");
  }
  return { ok: true, id: name, host: false };
}

/**
 * A dotted word that could be taken for a host, a subdomain of one, or a pattern (`❤.openai.com`, `openai..com`,
 * `127.1`). `no.1` and `o'reilly.com` could not.
 */
function passesForHost(name: string): boolean {
  const word = withAsciiDots(name).replace(/\.$/, "");
  if (!word.includes(".") || /\s/.test(word)) return false;
  if (/^\*\.|\.\.|^\./.test(word) || readHost(word.split(".").slice(-2).join(".")) !== undefined) return true;
  return /^[a-z0-9_.-]+$/.test(word) && (!endsInNumber(word) || /^[\da-fx.]+$/.test(word));
}

function malformed(message: string): MerchantReading {
  return { ok: false, code: "malformed", message };
}
