import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/** The lower-case hexadecimal SHA-256 (FIPS 180-4) of a text in UTF-8. */
export function sha256Hex(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)));
}

/** What the hash of a record covers. */
export interface Link {
  /** The hash of the record before; empty for the first. */
  readonly previous: string;
  readonly sequence: number;
  readonly atMs: number;
  readonly type: string;
  /** Of the record's body. */
  readonly digest: string;
}

/**
 * The hash of a record: SHA-256 over the parts of the link, each in decimal or text, joined by line feeds. Any store can
 * make it in its own language inside a step.
 */
export function linkHash({ previous, sequence, atMs, type, digest }: Link): string {
  return sha256Hex([previous, sequence, atMs, type, digest].join("\n"));
}
