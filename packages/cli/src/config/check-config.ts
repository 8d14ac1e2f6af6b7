import {
  listOf,
  mapOf,
  matching,
  objectOf,
  oneOf,
  problemsOf,
  type Shape,
  type ShapeProblem,
  text,
} from "../files/shape.js";
import { type ConfigFile, SEVERITIES } from "./config.js";

/** Checks settings by hand rather than by schema, so that each sentence says what to write. */
export function checkConfig(value: unknown): { config: ConfigFile; problems: readonly ShapeProblem[] } {
  const problems = problemsOf(value, objectOf(KEYS));
  return { config: problems.length > 0 ? {} : (value as ConfigFile), problems };
}

const mccs = matching(/^\d{4}(-\d{4})?$/, `a merchant category code ("7995") or a range of them ("3000-3350")`);

const KEYS: Readonly<Record<keyof ConfigFile, Shape>> = {
  $schema: text,
  rules: mapOf(oneOf(SEVERITIES)),
  merchants: mapOf(listOf(text)),
  categories: mapOf(objectOf({ mccs: listOf(mccs), words: listOf(text) }, ["mccs", "words"])),
  missing: oneOf(["skip", "deny"]),
  paths: listOf(text),
};
