import type { TextEdit } from "@spendrail/language";
import type { PatchOperation } from "../finding.js";

/** The text with the edits applied. They do not overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  return [...edits]
    .sort((a, b) => b.start - a.start || b.end - a.end)
    .reduce((result, { start, end, text: inserted }) => result.slice(0, start) + inserted + result.slice(end), text);
}

/**
 * A copy of the JSON value with the operations applied in order (RFC 6902, as far as lint fixes use it: keys of objects,
 * and indices or `-` of arrays). Throws a `RangeError` on a path that does not exist.
 */
export function applyPatch(value: unknown, operations: readonly PatchOperation[]): unknown {
  const root = { "": JSON.parse(JSON.stringify(value)) };
  for (const operation of operations) {
    const keys = operation.path.split("/").map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
    const last = keys.pop() ?? "";
    const parent = keys.reduce<unknown>((found, key) => (found as Record<string, unknown>)?.[key], root);
    if (typeof parent !== "object" || parent === null) throw new RangeError(`there is nothing at ${operation.path}`);
    apply(parent as Record<string, unknown> | unknown[], last, operation);
  }
  return root[""];
}

function apply(parent: Record<string, unknown> | unknown[], key: string, operation: PatchOperation): void {
  if (Array.isArray(parent)) {
    const index = key === "-" ? parent.length : Number(key);
    if (operation.op === "remove") parent.splice(index, 1);
    else parent.splice(index, operation.op === "add" ? 0 : 1, operation.value);
  } else if (operation.op === "remove") delete parent[key];
  else parent[key] = operation.value;
}
