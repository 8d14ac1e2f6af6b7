import type { IssueCode } from "../issue.js";

/** Why text from outside is refused. */
export interface Refusal {
  readonly code: IssueCode;
  /** One English sentence that says what is wrong and what to write instead. */
  readonly message: string;
}

/** What became of text from outside: its canonical spelling, or why it has none. */
export type Reading = string | Refusal;

export function refuse(code: IssueCode, message: string): Refusal {
  return { code, message };
}

/** The longest quotation of a value in a message, in UTF-16 code units. */
const MAX_QUOTED = 60;

/** The text in quotes, as JSON writes it, cut off where it is long. */
export function quote(text: string): string {
  return JSON.stringify(text.length > MAX_QUOTED ? `${text.slice(0, MAX_QUOTED)}…` : text);
}

/** The values in quotes, with commas between, cut off where there are many. */
export function quoteAll(values: readonly string[]): string {
  const shown = values.slice(0, 12).map(quote);
  return values.length > shown.length ? `${shown.join(", ")}, …` : shown.join(", ");
}
