import { join } from "./path.js";
import { readPlainObject } from "./plain-object.js";
import { addIssue, oneOf, type Reader, type ReadingContext } from "./reader.js";
import { quote, quoteAll } from "./refusal.js";

interface Field<T> {
  readonly read: Reader<T>;
  readonly isRequired: boolean;
  /** What an absent key means; a value equal to it is left out. */
  readonly absent?: T;
}

type Required<T> = Field<T> & { readonly isRequired: true };
type Optional<T> = Field<T> & { readonly isRequired: false };

/** A reader for each key of `T`, in canonical order, `required` or `optional` as the type says. */
export type Shape<T> = {
  readonly [K in keyof T]-?: Record<never, never> extends Pick<T, K> ? Optional<NonNullable<T[K]>> : Required<T[K]>;
};

/** An object whose fields were read, for checks over several of them. */
export interface ReadObject<T> {
  /** The fields that could be read, without those that only say the default. */
  readonly read: Readonly<Partial<T>>;
  /** Whether the key is there, with whatever value. */
  readonly isGiven: (key: keyof T & string) => boolean;
  readonly path: string;
}

/** Adds an issue for what is wrong with one object beyond its single fields. */
export type CrossCheck<T> = (object: ReadObject<T>, context: ReadingContext) => void;

export function required<T>(read: Reader<T>): Required<T> {
  return { read, isRequired: true };
}

/** @param absent what an absent key means, where that is one value of the field: it is accepted, and left out. */
export function optional<T>(read: Reader<T>, absent?: T): Optional<T> {
  return absent === undefined ? { read, isRequired: false } : { read, isRequired: false, absent };
}

/** An object with these keys and no others. Keys with the value `undefined` count as absent. */
export function object<T extends object>(shape: Shape<T>, crossCheck?: CrossCheck<T>): Reader<T> {
  const fields = Object.entries(shape) as [keyof T & string, Field<unknown>][];
  const keys = new Set<string>(fields.map(([key]) => key));
  return (value, path, context) => {
    const entries = readPlainObject(value);
    if ("code" in entries) {
      addIssue(context, entries.code, path, entries.message);
      return undefined;
    }
    reportUnknownKeys(entries, keys, path, context);
    const read: Partial<Record<keyof T, unknown>> = {};
    let isWhole = true;
    for (const [key, field] of fields) {
      const entry = entries.get(key);
      const fieldPath = join(path, key);
      if (entry === undefined) {
        if (field.isRequired) addIssue(context, "missing", fieldPath, `${quote(key)} is missing.`);
        isWhole &&= !field.isRequired;
        continue;
      }
      const result = field.read(entry, fieldPath, context);
      if (result === undefined) isWhole = false;
      else if (result !== field.absent) read[key] = result;
    }
    const isGiven = (key: string) => entries.get(key) !== undefined;
    crossCheck?.({ read: read as Partial<T>, isGiven, path }, context);
    return isWhole ? (read as T) : undefined;
  };
}

/** One of several objects, told apart by the word under `tag`. */
export function variants<T extends object>(tag: string, readers: Readonly<Record<string, Reader<T>>>): Reader<T> {
  const words = Object.keys(readers);
  const readTag = oneOf(words);
  return (value, path, context) => {
    const entries = readPlainObject(value);
    if ("code" in entries) {
      addIssue(context, entries.code, path, entries.message);
      return undefined;
    }
    const entry = entries.get(tag);
    if (entry === undefined) {
      addIssue(context, "missing", join(path, tag), `${quote(tag)} is missing: one of ${quoteAll(words)}.`);
      return undefined;
    }
    const word = typeof entry === "string" ? words.find((word) => word === entry.toLowerCase()) : undefined;
    if (word === undefined) readTag(entry, join(path, tag), context);
    return word === undefined ? undefined : readers[word]?.(value, path, context);
  };
}

function reportUnknownKeys(
  entries: ReadonlyMap<string, unknown>,
  keys: ReadonlySet<string>,
  path: string,
  context: ReadingContext,
): void {
  for (const key of entries.keys()) {
    if (keys.has(key)) continue;
    addIssue(
      context,
      "unknown_key",
      join(path, key),
      `There is no key ${quote(key)} here, only ${quoteAll([...keys])}.`,
    );
  }
}
