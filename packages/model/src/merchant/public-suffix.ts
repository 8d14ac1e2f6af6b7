import { getPublicSuffix } from "tldts-icann";

/** Only the list decides: the text is a canonical host already. */
const OPTIONS = { extractHostname: false, validateHostname: false } as const;

/**
 * Whether names under this host are registered by the public, so that a pattern over it would cover strangers: a suffix
 * of the ICANN section of the Public Suffix List (`com`, `co.uk`), any single label, or a host each of whose children is
 * such a suffix (`ck`, `sch.uk`). Suffixes that companies run for their customers (`github.io`) are not.
 *
 * @param host a canonical host name: lower case, ASCII, no trailing dot.
 */
export function isPublicSuffix(host: string): boolean {
  const anyChild = `x.${host}`;
  return getPublicSuffix(host, OPTIONS) === host || getPublicSuffix(anyChild, OPTIONS) === anyChild;
}
