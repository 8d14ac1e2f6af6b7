import { sha256Hex } from "@spendrail/ledger";

// An entry of an index holds 2,704 bytes at most, and names can be longer. What is too long is stored under its digest, behind a
// character that no name holds; the tables have the whole name beside it.

const LONGEST_ACCOUNT = 200;
const LONGEST_ID = 2400;
const LONGEST_PARTITION = 400;

/**
 * The form in which a document's key is stored. Its account may become a digest and its id stays, so that the documents of
 * a list, which are those of one account, have the order of their keys.
 */
export function storedKey(key: string): string {
  const end = key.lastIndexOf("/");
  const parts = key.slice(0, end).split("/");
  return [...parts.map((part) => shortened(part, LONGEST_ACCOUNT)), shortened(key.slice(end + 1), LONGEST_ID)].join(
    "/",
  );
}

/** The form in which the name of a list is stored. */
export function storedList(list: string): string {
  return shortened(list, LONGEST_ACCOUNT);
}

/** A key in the columns of a table. */
export function keyRequest(key: string): { key: string; full_key?: string } {
  const stored = storedKey(key);
  return stored === key ? { key } : { key: stored, full_key: key };
}

/** A list's name in the columns of a table. */
export function listRequest(list: string): { list: string; full_list?: string } {
  const stored = storedList(list);
  return stored === list ? { list } : { list: stored, full_list: list };
}

/** A partition in the columns of a table. */
export function partitionRequest(partition: string): { partition: string; full_partition?: string } {
  const stored = shortened(partition, LONGEST_PARTITION);
  return stored === partition ? { partition } : { partition: stored, full_partition: partition };
}

function shortened(name: string, longest: number): string {
  return name.length <= longest ? name : `\u0001${sha256Hex(name)}`;
}
