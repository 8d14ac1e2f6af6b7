import type { Issue, IssueCode } from "../src/index.js";

/** Takes the key away, in place of a value. */
export const ABSENT = Symbol("absent");

/** A row of a table of mistakes: where, the bad value, and the code; the path of the issue where it is another. */
export type Mistake = [path: string, value: unknown, code: IssueCode, issuePath?: string];

/** A copy of the document with the value at the path replaced. */
export function withValue(document: object, path: string, value: unknown): unknown {
  const copy = structuredClone(document);
  const keys = path.split(/[.[\]]+/).filter((key) => key !== "");
  const last = keys.pop() as string;
  let parent = copy as Record<string, unknown>;
  for (const key of keys) parent = parent[key] as Record<string, unknown>;
  if (value === ABSENT) delete parent[last];
  else Object.defineProperty(parent, last, { value, enumerable: true, configurable: true, writable: true });
  return copy;
}

/** The title of a row. */
export function titleOf([path, value, code]: Mistake): string {
  if (value === ABSENT) return `${path} absent: ${code}`;
  const text = typeof value === "bigint" ? `${value}n` : (JSON.stringify(value) ?? String(value));
  return `${path} = ${text.length > 60 ? `${text.slice(0, 60)}…` : text}: ${code}`;
}

/** Codes and paths of the issues, without their wording. */
export function codesAndPaths(issues: readonly Issue[]): string[] {
  return issues.map(({ code, path }) => `${code} ${path}`);
}
