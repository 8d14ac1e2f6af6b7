const HOST = /^[a-z0-9_-]+(?:\.[a-z0-9_-]+)+$/;

/**
 * Whether a merchant of a policy means a merchant of a payment. A host or name means itself only; `*.example.com` means
 * every subdomain at any depth and not `example.com`.
 *
 * @param pattern as `canonicalMerchantPattern` gives it.
 * @param id as `canonicalMerchant` gives it.
 */
export function merchantMatches(pattern: string, id: string): boolean {
  if (!pattern.startsWith("*.")) return pattern === id;
  // A plain name may end like a host ("acme .example.com"), so the whole id must be one.
  return id.endsWith(pattern.slice(1)) && HOST.test(id);
}
