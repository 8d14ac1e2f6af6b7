import { sha256Hex } from "@spendrail/ledger";

/** An entry of an index holds 2,704 bytes at most, and the longest entry has a list and a key. */
const LONGEST = 1000;

/**
 * The form in which a key or a list is stored: itself, or of one that no index takes the beginning and a digest of the whole. Keys are ASCII.
 */
export function storedKey(key: string): string {
  return key.length <= LONGEST ? key : `${key.slice(0, LONGEST - 65)}#${sha256Hex(key)}`;
}
