/** Special schemes of the WHATWG URL standard that name a host; any number of slashes may follow, either way round. */
const SPECIAL_SCHEME = /^(?:https?|ftp|wss?):[/\\]*/i;
const ANY_SCHEME = /^[a-z][a-z0-9+.-]*:[/\\]/i;
const SCHEME_RELATIVE = /^[/\\]{2,}/;
const DELIMITER = /[/\\@:?#]/;
/** A dot, or one of the full stops that UTS 46 maps to it, between two characters that are not white space. */
const INNER_DOT = /\S[.\u3002\uff0e\uff61]\S/;
const PERCENT_ESCAPE = /%[\da-f]{2}/i;
const BARE_IPV6 = /^\[?[\da-f]*:[\da-f]*:[\da-f:.]*\]?(?::\d*)?$/i;

/**
 * Whether text says that it is a URL or an address: by a scheme, by a delimiter of URLs (`/ \ @ : ? #`) beside a dotted
 * word, by percent-encoding, or by being an IPv6 address.
 */
export function isUrlLike(text: string): boolean {
  return (
    SPECIAL_SCHEME.test(text) ||
    ANY_SCHEME.test(text) ||
    SCHEME_RELATIVE.test(text) ||
    (PERCENT_ESCAPE.test(text) && !/\s/.test(text)) ||
    BARE_IPV6.test(text) ||
    (DELIMITER.test(text) && INNER_DOT.test(text))
  );
}

/**
 * The host part of URL-like text, as written: what is left without scheme, user-info, port, path, query and fragment,
 * split where a WHATWG URL parser splits (`\` is `/`; user-info ends at the last `@`). Text without a scheme is read as
 * if `https://` stood before it. `undefined` for other schemes, white space and impossible ports.
 */
export function hostPart(text: string): string | undefined {
  const prefix = SPECIAL_SCHEME.exec(text) ?? SCHEME_RELATIVE.exec(text);
  if (prefix === null && ANY_SCHEME.test(text)) return undefined;
  const rest = text.slice(prefix?.[0].length ?? 0);
  const authority = /^[^/\\?#]*/.exec(rest)![0];
  if (/\s/.test(authority)) return undefined;
  const [, host, port = ""] = /^([^:]*)(?::(\d*))?$/.exec(authority.slice(authority.lastIndexOf("@") + 1)) ?? [];
  return Number(port) <= 65535 ? host : undefined;
}
