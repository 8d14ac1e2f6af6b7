/** A name as it is written in a statement. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A text as it is written in a statement, whatever `standard_conforming_strings` is. */
export function literal(text: string): string {
  return `E'${text.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`;
}

/** The JSON value in the column `answer` of the only row that the last statement of a query has. */
export function answerOf(result: unknown): unknown {
  const { rows } = (Array.isArray(result) ? result.at(-1) : result) as { rows: readonly { answer: string | null }[] };
  return JSON.parse(rows[0]?.answer ?? "null");
}
