import { quote, type Refusal, refuse } from "./refusal.js";

/**
 * The own keys and values of a plain object, as `JSON.parse` makes them, each value read once. Nothing is inherited and
 * no code of the object's runs, but for the traps of a proxy; one that throws is refused.
 *
 * Refused are all other values: `null`, lists, class instances, and objects with symbol keys, accessors or hidden keys.
 */
export function readPlainObject(value: unknown): ReadonlyMap<string, unknown> | Refusal {
  if (typeof value !== "object" || value === null)
    return refuse("wrong_type", `This must be an object, not ${typeName(value)}.`);
  try {
    if (Array.isArray(value)) return refuse("wrong_type", "This must be an object, not a list.");
    if (!isPlain(value)) return refuse("wrong_type", "This must be a plain object, not an instance of a class.");
    const entries = new Map<string, unknown>();
    for (const key of Reflect.ownKeys(value)) {
      const property = Reflect.getOwnPropertyDescriptor(value, key);
      if (typeof key === "symbol") return refuse("wrong_type", "A plain object has no symbols for keys.");
      if (property === undefined || !("value" in property) || property.enumerable !== true) {
        return refuse("wrong_type", `The value of ${quote(key)} is computed or hidden; JSON has plain values only.`);
      }
      entries.set(key, property.value);
    }
    return entries;
  } catch {
    return refuse("wrong_type", "This object cannot be inspected.");
  }
}

/**
 * The elements of a list, as `JSON.parse` makes it, each read once. Refused are all other values, and lists with holes,
 * further keys, or accessors.
 */
export function readPlainList(value: unknown): readonly unknown[] | Refusal {
  try {
    if (!Array.isArray(value)) return refuse("wrong_type", `This must be a list, not ${typeName(value)}.`);
    const keys = Reflect.ownKeys(value);
    // Indices and `length`: fewer is a hole, more is a key of its own. Also keeps a huge empty list from being walked.
    if (keys.length !== value.length + 1) return refuse("wrong_type", "A list has no holes and no keys of its own.");
    const elements: unknown[] = [];
    for (let index = 0; index < value.length; index += 1) {
      const property = Reflect.getOwnPropertyDescriptor(value, index);
      if (property === undefined || !("value" in property)) {
        return refuse("wrong_type", "A list has plain values only, and no holes.");
      }
      elements.push(property.value);
    }
    return elements;
  } catch {
    return refuse("wrong_type", "This list cannot be inspected.");
  }
}

/** An object that inherits from nothing, or from the root of a realm only: another realm's JSON is plain too. */
export function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Object.prototype || prototype === null) return true;
  return (
    typeof prototype === "object" &&
    Object.getPrototypeOf(prototype) === null &&
    Object.hasOwn(prototype, "hasOwnProperty")
  );
}

/** The JSON type of a value, with its article, for messages. */
export function typeName(value: unknown): string {
  if (value === null) return "null";
  if (typeof value === "object") return Array.isArray(value) ? "a list" : "an object";
  return value === undefined ? "nothing" : `a ${typeof value}`;
}
