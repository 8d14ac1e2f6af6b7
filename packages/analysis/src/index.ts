export type { NearLimit } from "./replay/near-limit.js";
export type { HistoryIssue } from "./replay/read-spend.js";
export { type ReplayOptions, type ReplayResult, replay, replaySync } from "./replay/replay.js";
export {
  type DecidedBy,
  type Flip,
  MOST_LISTED,
  type NearMiss,
  type Outcome,
  type ReplayReport,
  type Verdict,
} from "./replay/report.js";
export { type Suggestion, type SuggestOptions, suggest } from "./replay/suggest.js";
export type { Tally } from "./replay/tally.js";
