/** Every path to a value inside the document. */
export function pathsInto(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== "object" || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, inner]) => pathsInto(inner, [...path, key]))];
}

export function withValueAt(document: unknown, path: (string | number)[], value: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  const copy = Array.isArray(document) ? [...document] : { ...(document as object) };
  (copy as Record<string, unknown>)[key] = withValueAt((document as Record<string, unknown>)[key], rest, value);
  return copy;
}
