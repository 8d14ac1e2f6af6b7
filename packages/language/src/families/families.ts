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

/** What may follow a skeleton so that it means something: lists of classes, the shortest first. */
export function restsOf(skeleton: readonly string[]): string[][] {
  const start = skeleton.map((name) => `${name} `).join("");
  return [...skeletons().keys()]
    .filter((known) => known.startsWith(start))
    .map((known) => known.slice(start.length).split(" "))
    .sort((a, b) => a.length - b.length);
}
