import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import canonicalize from "canonicalize";
import type { SpendingPolicy } from "./policy.js";

/**
 * Names a policy by its content: `sha256:` and the lower-case hexadecimal SHA-256 (FIPS 180-4) of its canonical JSON
 * (RFC 8785) in UTF-8. Equal policies have equal digests, whatever the order of their keys; the order of their rules
 * counts.
 *
 * @param policy as `readPolicy` or `parsePolicy` returns it. A value that is no JSON is a broken invariant of the caller
 * and throws.
 */
export function policyDigest(policy: SpendingPolicy): string {
  const json = canonicalize(policy);
  if (json === undefined) throw new TypeError("a policy is an object");
  return `sha256:${bytesToHex(sha256(utf8(json)))}`;
}

/** UTF-8 by means of the language alone: a bare runtime has no `TextEncoder`. */
function utf8(text: string): Uint8Array {
  const escaped = encodeURI(text);
  const bytes: number[] = [];
  for (let position = 0; position < escaped.length; position += 1) {
    const isEscape = escaped[position] === "%";
    bytes.push(
      isEscape ? Number.parseInt(escaped.slice(position + 1, position + 3), 16) : escaped.charCodeAt(position),
    );
    if (isEscape) position += 2;
  }
  return Uint8Array.from(bytes);
}
