import { nearest } from "../arguments/nearest.js";

/** What is wrong with a value from a file, and where, as JavaScript writes it. */
export interface ShapeProblem {
  readonly path: string;
  readonly message: string;
}

type Report = (path: string, message: string) => void;

/** Looks at a value and reports what is wrong with it. */
export type Shape = (value: unknown, path: string, report: Report) => void;

/** Everything that is wrong with a value. Sentences name the key and say what to write. */
export function problemsOf(value: unknown, shape: Shape): readonly ShapeProblem[] {
  const problems: ShapeProblem[] = [];
  shape(value, "", (path, message) => problems.push({ path, message }));
  return problems;
}

/** Whether a value is an object, and no list. */
export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const keyPath = (path: string, key: string): string =>
  /^[A-Za-z_$][\w$]*$/.test(key) ? (path === "" ? key : `${path}.${key}`) : `${path}[${JSON.stringify(key)}]`;

const named = (path: string): string => (path === "" ? "The file" : path);

/** An object with these keys and no others; those in `needed` must be there. */
export function objectOf(keys: Readonly<Record<string, Shape>>, needed: readonly string[] = []): Shape {
  return (value, path, report) => {
    if (!isObject(value)) return report(path, `${named(path)} must be an object.`);
    for (const [key, inner] of Object.entries(value)) {
      const shape = Object.hasOwn(keys, key) ? keys[key] : undefined;
      if (shape === undefined) report(keyPath(path, key), unknownKey(key, Object.keys(keys)));
      else shape(inner, keyPath(path, key), report);
    }
    for (const key of needed) if (!Object.hasOwn(value, key)) report(path, `${named(path)} needs the key '${key}'.`);
  };
}

function unknownKey(key: string, known: readonly string[]): string {
  const meant = nearest(key, known);
  const hint = meant === undefined ? `The keys are ${known.join(", ")}.` : `Did you mean '${meant}'?`;
  return `There is no key '${key}'. ${hint}`;
}

/** A text that is not empty. */
export const text: Shape = (value, path, report) => {
  if (typeof value !== "string" || value === "") report(path, `${path} must be a text that is not empty.`);
};

/** An object with whatever keys. */
export const anyObject: Shape = (value, path, report) => {
  if (!isObject(value)) report(path, `${path} must be an object.`);
};

/** One of some texts. */
export const oneOf =
  (choices: readonly string[]): Shape =>
  (value, path, report) => {
    if (!choices.some((choice) => choice === value)) report(path, `${path} must be one of ${choices.join(", ")}.`);
  };

/** A text of some form; `what` says which, as in "a whole number above zero". */
export const matching =
  (pattern: RegExp, what: string): Shape =>
  (value, path, report) => {
    if (typeof value !== "string" || !pattern.test(value)) report(path, `${path} must be ${what}.`);
  };

/** A list of values of one shape. */
export const listOf =
  (shape: Shape): Shape =>
  (value, path, report) => {
    if (!Array.isArray(value)) return report(path, `${path} must be a list.`);
    for (const [index, item] of value.entries()) shape(item, `${path}[${index}]`, report);
  };

/** An object whose keys are free. */
export const mapOf =
  (shape: Shape): Shape =>
  (value, path, report) => {
    if (!isObject(value)) return report(path, `${path} must be an object.`);
    for (const [key, inner] of Object.entries(value)) shape(inner, keyPath(path, key), report);
  };

/** A text of one shape, or else an object of the other. */
export const textOr =
  (ofText: Shape, ofObject: Shape): Shape =>
  (value, path, report) =>
    isObject(value) ? ofObject(value, path, report) : ofText(value, path, report);
