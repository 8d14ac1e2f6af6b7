import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import type { Step } from "../files/json.js";

/** A YAML text as plain values, every scalar a text as it was written, so that `0.10`, `0742` and `NO` stay what they are. */
export type YamlReading =
  | { readonly ok: true; readonly value: unknown; lineOf(steps: readonly Step[]): number }
  | { readonly ok: false; readonly line: number; readonly message: string };

/** Reads one YAML document. A key that stands twice in a mapping is refused. Never throws. */
export function readYaml(text: string): YamlReading {
  const lineCounter = new LineCounter();
  try {
    const document = parseDocument(text, { schema: "failsafe", lineCounter, prettyErrors: false });
    const lineAt = (offset: number) => lineCounter.linePos(offset).line;
    const [error] = document.errors;
    if (error !== undefined)
      return { ok: false, line: lineAt(error.pos[0]), message: `This is not YAML: ${error.message}.` };
    return { ok: true, value: document.toJS(), lineOf: (steps) => lineAt(offsetOf(document, steps)) };
  } catch (fault) {
    // Anchors that multiply without end.
    return {
      ok: false,
      line: 1,
      message: `This is not YAML: ${fault instanceof Error ? fault.message : String(fault)}.`,
    };
  }
}

/** Where the value of a path starts (for a key of a mapping, the key), or the nearest one around it that there is. */
function offsetOf(document: Document.Parsed, steps: readonly Step[]): number {
  let node: unknown = document.contents;
  let offset = startOf(node) ?? 0;
  for (const step of steps) {
    if (isAlias(node)) node = node.resolve(document);
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && key.value === String(step));
      if (pair === undefined) break;
      offset = startOf(pair.key) ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(step)];
      offset = startOf(node) ?? offset;
    } else break;
  }
  return offset;
}

const startOf = (node: unknown): number | undefined => (node as Node | null | undefined)?.range?.[0];
