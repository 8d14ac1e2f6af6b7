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

/** What a skeleton means in the statement families, if it means anything. */
export function intentOf(skeleton: readonly string[]): Intent | undefined {
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
  return skeleton.length > 16 ? undefined : table.get(skeleton.join(" "));
}
