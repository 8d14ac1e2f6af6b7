import type {
  Commit,
  Head,
  ListedDocument,
  ReadRequest,
  Snapshot,
  StoredDocument,
  StoredRecord,
  TotalKey,
} from "@spendrail/ledger";

/** What a function in Redis answers is text, nested in lists; a field that is not there is `null`. */
type Text = string | null;

/** What became of a step, and the heads of its accounts where they are told. */
export function commitOf(reply: unknown): { commit: Commit; heads: readonly string[] } {
  const [what, atMs, ...heads] = reply as [string, ...string[]];
  if (what === "applied") return { commit: { applied: true, atMs: Number(atMs) }, heads };
  return { commit: { applied: false, because: what as "revision" | "instant" | "range" }, heads: [] };
}

/** A head as it is kept. */
export function headOf(packed: string): Head {
  const [sequence, hash = "", latestMs, movements] = packed.split(" ");
  return { sequence: Number(sequence), hash, latestMs: Number(latestMs), movements: Number(movements) };
}

export function snapshotOf({ documents: keys, totals: asked }: ReadRequest, reply: unknown): Snapshot {
  const [atMs, documents, heads, totals] = reply as [string, Text[][], string[][], string[][]];
  return {
    atMs: Number(atMs),
    documents: documents.map((fields, index) => documentOf(keys[index] as string, fields)),
    heads: heads.map((fields) => headOf(fields.join(" "))),
    totals: totals.map((fields, index) => totalOf(asked[index] as TotalKey, fields)),
  };
}

function totalOf(
  { span }: TotalKey,
  [money = "", amount = "", count, resetsAtMs]: readonly string[],
): Snapshot["totals"][number] {
  const sum = { money: BigInt(money), amount: BigInt(amount), count: Number(count) };
  if (span.type === "calendar") return { ...sum, resetsAtMs: span.endMs };
  return resetsAtMs === "" ? sum : { ...sum, resetsAtMs: Number(resetsAtMs) };
}

function documentOf(key: string, [revision, atMs, body]: readonly Text[]): StoredDocument | undefined {
  if (revision == null || body == null) return undefined;
  return { key, revision: Number(revision), atMs: Number(atMs), body };
}

export function listedOf(reply: unknown): ListedDocument[] {
  return (reply as Text[][]).flatMap(([key = "", placeMs, ...fields]) => {
    const document = documentOf(key ?? "", fields);
    return document === undefined ? [] : [{ ...document, placeMs: Number(placeMs) }];
  });
}

export function recordsOf(reply: unknown): StoredRecord[] {
  return (reply as [string, string, string, string, string, string, string, string][]).map(
    ([account, sequence, atMs, type, body, digest, hash, position]) => ({
      account,
      sequence: Number(sequence),
      atMs: Number(atMs),
      type,
      body,
      digest,
      hash,
      position: Number(position),
    }),
  );
}
