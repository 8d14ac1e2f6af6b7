import { findNodeAtLocation, type Node, type ParseError, parseTree, printParseErrorCode } from "jsonc-parser";

/** A stretch of a text: UTF-16 offsets, half-open. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** A JSON text that was read strictly (RFC 8259, no key twice in one object), and where each value of it stands. */
export type JsonReading =
  | { readonly ok: true; readonly value: unknown; placeOf(steps: readonly Step[]): Stretch }
  | { readonly ok: false; readonly message: string; readonly at: Stretch };

/** Nesting beyond this is nobody's policy. */
const DEEPEST = 100;

/** Reads JSON. A key that stands twice in an object is refused: two readers could disagree about which one counts. */
export function readJson(text: string): JsonReading {
  if (tooDeep(text)) return { ok: false, message: `This is nested deeper than ${DEEPEST} levels.`, at: whole(text) };
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  const [error] = errors;
  if (error !== undefined || root === undefined) {
    const { offset, length } = error ?? { offset: 0, length: 0 };
    const code = error === undefined ? "ValueExpected" : printParseErrorCode(error.error);
    return {
      ok: false,
      message: `This is not JSON: ${sentenceOf(code)}.`,
      at: { start: offset, end: offset + length },
    };
  }
  const twice = repeatedKey(root);
  if (twice !== undefined)
    return { ok: false, message: `The key ${JSON.stringify(twice.value)} stands here twice.`, at: stretchOf(twice) };
  return { ok: true, value: JSON.parse(text), placeOf: (steps) => placeOf(root, steps) };
}

const whole = (text: string): Stretch => ({ start: 0, end: text.length });

/** The parser recurses, so depth is looked at first. */
function tooDeep(text: string): boolean {
  let depth = 0;
  for (const [token] of text.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"|[[\]{}]/g)) {
    if (token === "{" || token === "[") depth += 1;
    if (token === "}" || token === "]") depth -= 1;
    if (depth > DEEPEST) return true;
  }
  return false;
}

/** `PropertyNameExpected` as "property name expected". */
function sentenceOf(code: string): string {
  return code.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).toLowerCase();
}

function repeatedKey(node: Node): Node | undefined {
  const seen = new Set<string>();
  for (const child of node.children ?? []) {
    const key = node.type === "object" ? child.children?.[0] : undefined;
    if (key !== undefined && seen.has(key.value)) return key;
    if (key !== undefined) seen.add(key.value);
    const deeper = repeatedKey(child);
    if (deeper !== undefined) return deeper;
  }
  return undefined;
}

const stretchOf = ({ offset, length }: Node): Stretch => ({ start: offset, end: offset + length });

/** A key of an object or an index of a list. */
export type Step = string | number;

/** The steps of a path as JavaScript writes it: `rules[0].on.mccs[2]`, `["odd key"]`. */
export function stepsOfPath(path: string): Step[] {
  return [...path.matchAll(/\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]|([^.[\]]+)/g)].map(([, index, quoted, key = ""]) =>
    index !== undefined ? Number(index) : quoted !== undefined ? String(JSON.parse(quoted)) : key,
  );
}

/** The steps of a JSON pointer (RFC 6901); what looks like an index is one. */
export function stepsOfPointer(pointer: string): Step[] {
  return pointer
    .split("/")
    .slice(1)
    .map((step) => (/^\d+$/.test(step) ? Number(step) : step.replaceAll("~1", "/").replaceAll("~0", "~")));
}

/** The place of a value, or of the nearest value around it that there is. */
function placeOf(root: Node, steps: readonly Step[]): Stretch {
  for (let length = steps.length; length > 0; length -= 1) {
    const node = findNodeAtLocation(root, steps.slice(0, length));
    if (node !== undefined) return stretchOf(length === steps.length ? (keyOf(node) ?? node) : node);
  }
  return { start: root.offset, end: root.offset + Math.min(root.length, 1) };
}

/** An unknown key is shown at the key; the key stands before every value, so it is shown with it. */
function keyOf(node: Node): Node | undefined {
  return node.parent?.type === "property" ? node.parent : undefined;
}
