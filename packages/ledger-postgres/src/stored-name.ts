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

/** The form in which a partition is stored. */
export function storedPartition(partition: string): string {
  return shortened(partition, LONGEST_PARTITION);
}

function shortened(name: string, longest: number): string {
  return name.length <= longest ? name : `\u0001${sha256Hex(name)}`;
}
