import type { SpendingPolicy } from "@spendrail/model";
import { describe, expect, test } from "vitest";
import { formatPolicy, parsePolicy } from "../../src/index.js";
import { ACCEPTED } from "./corpus.js";

interface Place {
  /** The line with the word in brackets. */
  shown: string;
  word: string;
  start: number;
  end: number;
}

/** The words of a text that are no part of a comment. */
function placesOf(text: string): Place[] {
  return [...text.matchAll(/\S+/g)].flatMap(({ 0: word, index: start }) => {
    const end = start + word.length;
    const lineStart = Math.max(text.lastIndexOf("\n", start), text.lastIndexOf("\r", start)) + 1;
    const [line = ""] = /^.*/.exec(text.slice(lineStart)) ?? [];
    if (/^\s*(?:#|\/\/)/.test(line)) return [];
    const shown = `${text.slice(lineStart, start)}[${word}]${text.slice(end, lineStart + line.length)}`;
    return [{ shown, word, start, end }];
  });
}

const cases = ACCEPTED.flatMap(({ text, policy }) => placesOf(text).map((place) => ({ text, policy, ...place })));

const same = (a: SpendingPolicy, b: SpendingPolicy): boolean => JSON.stringify(a) === JSON.stringify(b);

function differences(a: SpendingPolicy, b: SpendingPolicy): string[] {
  const [before, after] = [formatPolicy(a).split("\n"), formatPolicy(b).split("\n")];
  return [
    ...before.filter((line) => !after.includes(line)).map((line) => `  - ${line}`),
    ...after.filter((line) => !before.includes(line)).map((line) => `  + ${line}`),
  ];
}

/**
 * Each file was read line by line. Whoever changes one reads the difference: a deletion may leave an error (not listed), the
 * same policy (then the word is one of the framing words) or a policy that the words left over say, and never one that
 * is looser than those words.
 */
describe("a word is deleted", () => {
  const left = cases.flatMap(({ text, policy, shown, word, start, end }) => {
    const parsed = parsePolicy(text.slice(0, start) + text.slice(end));
    return parsed.ok ? [{ shown, word, policy, changed: parsed.policy }] : [];
  });

  test("and the words left over say what the policy says", async () => {
    const changed = left.filter(({ policy, changed }) => !same(policy, changed));
    const listed = changed.map(({ shown, policy, changed }) => [shown, ...differences(policy, changed), ""].join("\n"));
    await expect([...new Set(listed)].join("\n")).toMatchFileSnapshot("deleted-words.txt");
  });

  test("or it was one that only frames what is said", async () => {
    const framing = left.filter(({ policy, changed }) => same(policy, changed));
    const bare = framing.map(({ word }) => word.toLowerCase().replace(/^["“(]|[.,:;)”"]+$/g, ""));
    await expect(`${[...new Set(bare)].sort().join("\n")}\n`).toMatchFileSnapshot("framing-words.txt");
  });
});

/** What a letter or digit becomes. No name, number or word of the language has it. */
const GARBLED = "zqxv";

/** The policy with the part of a name back that was garbled. */
function mended(policy: SpendingPolicy, part: string): unknown {
  const mend = (value: unknown): unknown => {
    if (typeof value === "string") return value.replace(GARBLED, part);
    if (Array.isArray(value)) return value.map(mend).sort();
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, mend(inner)]));
  };
  return { ...policy, rules: policy.rules.map(mend) };
}

describe("a word is garbled", () => {
  const garbled = cases.flatMap(({ text, policy, shown, start, word }) => {
    // "www." is no part of a merchant's name, and letters beyond ASCII have another spelling there.
    const part = /(?!www\.)(?<![a-z0-9])[a-z0-9]+(?!\p{L})/iu.exec(word);
    if (part === null) return [];
    const at = start + part.index;
    const parsed = parsePolicy(text.slice(0, at) + GARBLED + text.slice(at + part[0].length));
    return [{ shown, policy, part: part[0], parsed }];
  });

  test("and the text is refused, or it was a part of a name that stands for itself", () => {
    const read = garbled.flatMap(({ parsed, ...rest }) => (parsed.ok ? [{ ...rest, changed: parsed.policy }] : []));
    expect(read.length).toBeGreaterThan(20);
    for (const { shown, policy, part, changed } of read)
      expect(mended(changed, part.toLowerCase()), shown).toEqual(policy);
  });

  test("and most are refused", () => {
    const refused = garbled.filter(({ parsed }) => !parsed.ok);
    expect(refused.length / garbled.length).toBeGreaterThan(0.9);
  });
});
