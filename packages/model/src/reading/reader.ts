import type { Issue, IssueCode } from "../issue.js";
import type { CategoryTable } from "../mcc/category.js";
import { typeName } from "./plain-object.js";
import { quote, quoteAll, type Reading } from "./refusal.js";

/** What the readers of one policy share: where their issues go, and what they look up. */
export interface ReadingContext {
  readonly issues: Issue[];
  /** Categories known beside the built-in ones. */
  readonly categories: CategoryTable;
  /** Absent: patterns over public suffixes pass. */
  readonly isPublicSuffix?: (host: string) => boolean;
}

/**
 * Reads one value from outside. What is wrong with it is added to the context's issues. Returns the value in canonical
 * form, also where the only thing wrong was another spelling; `undefined` where it could not be read.
 *
 * @param path of the value, as in `Issue`
 */
export type Reader<T> = (value: unknown, path: string, context: ReadingContext) => T | undefined;

export function addIssue(context: ReadingContext, code: IssueCode, path: string, message: string): void {
  context.issues.push({ code, path, message });
}

/** Text, by a function that gives its canonical spelling; any other spelling is an issue. */
export function text(read: (text: string, context: ReadingContext) => Reading): Reader<string> {
  return (value, path, context) => {
    if (typeof value !== "string") return wrongType(value, path, context, "text");
    const reading = read(value, context);
    if (typeof reading !== "string") {
      addIssue(context, reading.code, path, reading.message);
      return undefined;
    }
    if (reading !== value) addIssue(context, "not_canonical", path, `Write ${quote(reading)}, not ${quote(value)}.`);
    return reading;
  };
}

/** An amount by its own reader, with a hint for those who write JSON numbers. */
export function amount(read: (text: string) => Reading): Reader<string> {
  const asText = text(read);
  return (value, path, context) => {
    if (typeof value !== "number") return asText(value, path, context);
    const message = `An amount is text and not a JSON number, which would not be exact: write ${quote(String(value))}.`;
    addIssue(context, "wrong_type", path, message);
    return undefined;
  };
}

/** One of a few words; another letter case is an issue that names the right one. */
export function oneOf<T extends string>(words: readonly T[]): Reader<T> {
  return (value, path, context) => {
    if (typeof value !== "string") return wrongType(value, path, context, "text");
    const word = words.find((word) => word === value || word === value.toLowerCase());
    if (word === undefined) {
      addIssue(context, "unknown_value", path, `${quote(value)} is none of ${quoteAll(words)}.`);
    } else if (word !== value) {
      addIssue(context, "not_canonical", path, `Write ${quote(word)}, not ${quote(value)}.`);
    }
    return word;
  };
}

/** A marker that is `true` or absent. */
export const marker: Reader<true> = (value, path, context) => {
  if (value === true) return true;
  addIssue(context, "wrong_type", path, "This must be true, or left out.");
  return undefined;
};

/** A JSON number that is whole and no less than `least`, and that floating point holds exactly. */
export function wholeNumber(least: number): Reader<number> {
  return (value, path, context) => {
    if (typeof value !== "number" || !Number.isFinite(value)) return wrongType(value, path, context, "a whole number");
    if (!Number.isInteger(value)) {
      addIssue(context, "malformed", path, "This must be a whole number.");
    } else if (value < least || !Number.isSafeInteger(value)) {
      addIssue(
        context,
        "out_of_range",
        path,
        `This must be a whole number from ${least} to ${Number.MAX_SAFE_INTEGER}.`,
      );
    } else {
      // Minus zero is zero.
      return value + 0;
    }
    return undefined;
  };
}

function wrongType(value: unknown, path: string, context: ReadingContext, expected: string): undefined {
  addIssue(context, "wrong_type", path, `This must be ${expected}, not ${typeName(value)}.`);
  return undefined;
}
