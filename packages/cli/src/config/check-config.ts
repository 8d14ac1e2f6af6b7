import { nearest } from "../arguments/nearest.js";
import type { Config } from "./config.js";
import { SEVERITIES } from "./config.js";

/** What is wrong with a value of the settings, and where, as JavaScript writes it. */
export interface ConfigProblem {
  readonly path: string;
  readonly message: string;
}

type Report = (path: string, message: string) => void;
type Checker = (value: unknown, path: string, report: Report) => void;

/** Checks settings by hand rather than by schema, so that each sentence says what to write. */
export function checkConfig(value: unknown): { config: Partial<Config>; problems: readonly ConfigProblem[] } {
  const problems: ConfigProblem[] = [];
  checkObject(CONFIG_KEYS)(value, "", (path, message) => problems.push({ path, message }));
  if (problems.length > 0) return { config: {}, problems };
  const { $schema: _, ...config } = value as Partial<Config> & { $schema?: string };
  return { config, problems };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const keyPath = (path: string, key: string): string =>
  /^[A-Za-z_$][\w$]*$/.test(key) ? (path === "" ? key : `${path}.${key}`) : `${path}[${JSON.stringify(key)}]`;

function checkObject(keys: Readonly<Record<string, Checker>>): Checker {
  return (value, path, report) => {
    if (!isObject(value)) return report(path, `${path || "The file"} must be an object.`);
    for (const [key, inner] of Object.entries(value)) {
      const check = Object.hasOwn(keys, key) ? keys[key] : undefined;
      if (check !== undefined) check(inner, keyPath(path, key), report);
      else report(keyPath(path, key), unknownKey(key, Object.keys(keys)));
    }
  };
}

function unknownKey(key: string, known: readonly string[]): string {
  const meant = nearest(key, known);
  return `There is no key '${key}'. ${meant === undefined ? `The keys are ${known.join(", ")}.` : `Did you mean '${meant}'?`}`;
}

const checkText: Checker = (value, path, report) => {
  if (typeof value !== "string" || value === "") report(path, `${path} must be a text that is not empty.`);
};

const oneOf =
  (choices: readonly string[]): Checker =>
  (value, path, report) => {
    if (!choices.some((choice) => choice === value)) report(path, `${path} must be one of ${choices.join(", ")}.`);
  };

const listOf =
  (check: Checker): Checker =>
  (value, path, report) => {
    if (!Array.isArray(value)) return report(path, `${path} must be a list.`);
    for (const [index, item] of value.entries()) check(item, `${path}[${index}]`, report);
  };

const mapOf =
  (check: Checker): Checker =>
  (value, path, report) => {
    if (!isObject(value)) return report(path, `${path} must be an object.`);
    for (const [key, inner] of Object.entries(value)) check(inner, keyPath(path, key), report);
  };

const checkMccs: Checker = (value, path, report) => {
  if (typeof value !== "string" || !/^\d{4}(-\d{4})?$/.test(value))
    report(path, `${path} must be a merchant category code ("7995") or a range of them ("3000-3350").`);
};

const checkCategory: Checker = (value, path, report) => {
  checkObject({ mccs: listOf(checkMccs), words: listOf(checkText) })(value, path, report);
  if (!isObject(value)) return;
  for (const key of ["mccs", "words"]) if (!(key in value)) report(path, `${path} needs the key '${key}'.`);
};

const CONFIG_KEYS: Readonly<Record<keyof Omit<Config, "folder"> | "$schema", Checker>> = {
  $schema: checkText,
  rules: mapOf(oneOf(SEVERITIES)),
  merchants: mapOf(listOf(checkText)),
  categories: mapOf(checkCategory),
  missing: oneOf(["skip", "deny"]),
  paths: listOf(checkText),
};
