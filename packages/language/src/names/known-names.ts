import { CATEGORIES, type CategoryTable, CHAINS, KNOWN_MERCHANTS, type Scope, TOKENS } from "@spendrail/model";
import { COUNTRIES } from "../vocabulary/countries.js";

/** What a known name stands for in a selector. */
export type Name =
  | { kind: "merchant"; id: string }
  | { kind: "category"; id: string }
  | { kind: "scope"; id: Scope }
  | { kind: "token"; id: string }
  | { kind: "chain"; id: string }
  | { kind: "country"; codes: readonly string[] };

const SCOPE_WORDS: Readonly<Record<Scope, readonly string[]>> = {
  compute: ["compute", "computing"],
  data: ["data"],
  services: ["services"],
  retail: ["retail"],
  digital: ["digital"],
  agent_to_agent: ["agent to agent", "a2a", "agent to agent payments"],
};

/** What people call a category beside the words of the category table. */
const MORE_CATEGORY_WORDS: Readonly<Record<string, readonly string[]>> = {
  ai: ["api credits", "ai api credits", "ai credits", "llm credits", "ai tools", "ai models", "llms", "llm services"],
  adult: ["adult sites", "adult services"],
  saas: ["saas tools", "saas products", "software as a service"],
  money_transfer: ["money wires"],
  gambling: ["online gambling", "sports betting"],
};

/** Every name of the tables with what it stands for. */
export function knownNames(
  merchants: Readonly<Record<string, readonly string[]>>,
  categories: CategoryTable,
): [string, Name][] {
  return [
    ...Object.entries(merchants).flatMap(([id, names]) =>
      names.map((name): [string, Name] => [name, { kind: "merchant", id }]),
    ),
    ...Object.entries(categories).flatMap(([id, { words }]) =>
      words.map((word): [string, Name] => [word, { kind: "category", id }]),
    ),
  ];
}

/** The names the language knows without being told more. */
export function builtInNames(): [string, Name][] {
  return [
    ...[...COUNTRIES].map(([name, codes]): [string, Name] => [name, { kind: "country", codes }]),
    ...Object.entries(MORE_CATEGORY_WORDS).flatMap(([id, words]) =>
      words.map((word): [string, Name] => [word, { kind: "category", id }]),
    ),
    ...knownNames(KNOWN_MERCHANTS, CATEGORIES),
    ...Object.entries(SCOPE_WORDS).flatMap(([id, words]) =>
      words.map((word): [string, Name] => [word, { kind: "scope", id: id as Scope }]),
    ),
    ...Object.keys(TOKENS).map((id): [string, Name] => [id, { kind: "token", id }]),
    ...Object.entries(CHAINS).flatMap(([id, names]) =>
      names.map((name): [string, Name] => [name, { kind: "chain", id }]),
    ),
  ];
}
