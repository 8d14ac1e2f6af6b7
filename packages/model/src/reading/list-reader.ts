import { readPlainList } from "./plain-object.js";
import { addIssue, type Reader } from "./reader.js";
import { quoteAll } from "./refusal.js";

/** A list of anything, in its own order; it may be empty. */
export function list<T>(readElement: Reader<T>): Reader<T[]> {
  return (value, path, context) => {
    const elements = readPlainList(value);
    if ("code" in elements) {
      addIssue(context, elements.code, path, elements.message);
      return undefined;
    }
    const read = elements.map((element, index) => readElement(element, `${path}[${index}]`, context));
    const whole = read.filter((element) => element !== undefined);
    return whole.length === read.length ? whole : undefined;
  };
}

/**
 * A list that stands for a set: one element or more, each once, in canonical order.
 *
 * @param order the canonical order, as for `Array.prototype.sort`; absent: by UTF-16 code unit
 */
export function set<T extends string>(readElement: Reader<T>, order?: (a: T, b: T) => number): Reader<T[]> {
  const asList = list(readElement);
  return (value, path, context) => {
    const elements = asList(value, path, context);
    if (elements === undefined) return undefined;
    if (elements.length === 0) {
      addIssue(context, "out_of_range", path, "This list is empty: name at least one, or leave the key out.");
      return undefined;
    }
    const canonical = [...new Set(elements)].sort(order);
    if (canonical.length !== elements.length || canonical.some((element, index) => element !== elements[index])) {
      addIssue(context, "not_canonical", path, `Write this list sorted and each entry once: ${quoteAll(canonical)}.`);
    }
    return canonical;
  };
}
