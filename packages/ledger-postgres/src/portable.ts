import type { Answer, PortablePage, PortableRow } from "@spendrail/ledger";
import type { Server } from "./server.js";
import { keyRequest, listRequest, partitionRequest, storedKey } from "./stored-name.js";

const KINDS = ["document", "head", "total", "entry", "record"] as const satisfies PortableRow["kind"][];
const PAGE = 500;

/** @param next the index of the kind and the place in it behind which the page begins, as JSON */
export async function exportRows(server: Server, next: string | undefined): Promise<Answer<PortablePage>> {
  const [index, after] = next === undefined ? [0] : (JSON.parse(next) as [number, unknown[]?]);
  const answer = await server.read("export_rows", { kind: KINDS[index], after, limit: PAGE });
  if (!answer.ok) return answer;
  const found = (answer.value ?? []) as { place: unknown[]; row: PortableRow }[];
  const rows = found.map(({ row }) => row);
  if (found.length === PAGE) return { ok: true, value: { rows, next: JSON.stringify([index, found.at(-1)?.place]) } };
  const isLast = index + 1 === KINDS.length;
  return { ok: true, value: isLast ? { rows } : { rows, next: JSON.stringify([index + 1]) } };
}

/** Inserts rows into the tables of their kinds. */
export async function importRows(server: Server, rows: readonly PortableRow[]): Promise<Answer<undefined>> {
  const of = <Kind extends PortableRow["kind"]>(kind: Kind) =>
    rows.filter((row): row is Extract<PortableRow, { kind: Kind }> => row.kind === kind);
  const written = await server.write("import_rows", {
    documents: of("document").map(({ key, revision, atMs, body }) => ({
      ...keyRequest(key),
      revision,
      at_ms: atMs,
      body,
    })),
    listings: of("document").flatMap(({ key, lists }) =>
      lists.map(({ list, atMs }) => ({ ...listRequest(list), at_ms: atMs, key: storedKey(key) })),
    ),
    heads: of("head").map(({ latestMs, ...head }) => ({ ...head, latest_ms: latestMs })),
    totals: of("total").map(({ partition, startMs, openedAtMs, ...total }) => ({
      ...total,
      ...partitionRequest(partition),
      start_ms: startMs,
      opened_at_ms: openedAtMs,
    })),
    entries: of("entry").map(({ partition, startMs, spend, atMs, ...entry }) => ({
      ...entry,
      ...partitionRequest(partition),
      start_ms: startMs,
      spend: storedKey(spend),
      at_ms: atMs,
    })),
    records: of("record").map(({ atMs, ...record }) => ({ ...record, at_ms: atMs })),
    outbox: of("record").filter(({ isWaiting }) => isWaiting),
  });
  return written.ok ? { ok: true, value: undefined } : { ok: false, failure: written.failure };
}
