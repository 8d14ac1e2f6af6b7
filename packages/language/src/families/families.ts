import { patternTable } from "../clause/pattern.js";
import { ALLOW_PATTERNS, BLOCK_PATTERNS } from "./allow-block.js";
import { APPROVAL_PATTERNS } from "./approval.js";
import type { Intent } from "./intent.js";
import { LIMIT_PATTERNS } from "./limit.js";
import {
  ALERT_PATTERNS,
  DRIFT_PATTERNS,
  REPETITION_PATTERNS,
  RESERVE_PATTERNS,
  SCHEDULE_PATTERNS,
  SETTING_PATTERNS,
} from "./safeguards.js";

let table: ReadonlyMap<string, Intent> | undefined;

function skeletons(): ReadonlyMap<string, Intent> {
  table ??= patternTable([
    ...LIMIT_PATTERNS,
    ...APPROVAL_PATTERNS,
    ...ALLOW_PATTERNS,
    ...BLOCK_PATTERNS,
    ...SCHEDULE_PATTERNS,
    ...DRIFT_PATTERNS,
    ...RESERVE_PATTERNS,
    ...ALERT_PATTERNS,
    ...REPETITION_PATTERNS,
    ...SETTING_PATTERNS,
  ]);
  return table;
}

/** What a skeleton means in the statement families, if it means anything. */
export function intentOf(skeleton: readonly string[]): Intent | undefined {
  return skeleton.length > 16 ? undefined : skeletons().get(skeleton.join(" "));
}

let continuations: ReadonlyMap<string, string[][]> | undefined;

/** Every beginning of a skeleton, with and without the selectors that modifiers set aside, and what may follow it. */
function beginnings(): ReadonlyMap<string, string[][]> {
  if (continuations !== undefined) return continuations;
  const found = new Map<string, string[][]>();
  for (const known of skeletons().keys()) {
    const words = known.split(" ");
    for (const all of [words, words.filter((name) => name !== "sel")])
      for (const [index] of all.entries()) {
        const start = all.slice(0, index + 1).join(" ");
        const rests = found.get(start) ?? [];
        rests.push(all.slice(index + 1));
        found.set(start, rests);
      }
  }
  for (const rests of found.values()) rests.sort((a, b) => a.length - b.length);
  continuations = found;
  return found;
}

/** What may follow a skeleton so that it means something: lists of classes, the shortest first; none where nothing may. */
export function restsOf(skeleton: readonly string[]): readonly string[][] {
  return beginnings().get(skeleton.join(" ")) ?? [];
}
