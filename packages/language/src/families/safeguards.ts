import { all, type FamilyPatterns } from "./intent.js";

/** Times when payments may be made at all. */
export const SCHEDULE_PATTERNS: FamilyPatterns = [
  ...all(
    { kind: "schedule", only: true },
    "only",
    "only allow? (pay|spending)",
    "only allow",
    "(pay|spending|everything) only",
    "allow (pay|spending)? only",
    "modal only (payVerb|spend)",
    "only (payVerb|spend)",
    "modal? (payVerb|spend) only",
    "(pay|spending|everything) (modal|keep)",
    "(pay|spending|everything) only allowed",
    "(pay|spending|everything) allowed only",
    "(pay|spending|everything) modal only",
    "only allowed",
    "(limit|keep) (pay|spending|everything)",
    "(pay|spending|everything) upTo",
    "scheduleWord",
    "allowed scheduleWord",
  ),
  ...all(
    { kind: "schedule", only: false },
    "allow (pay|spending)",
    "(pay|spending) modal? allowed",
    "modal (payVerb|spend)",
  ),
];

/** How far the agent may drift from its goal. */
export const DRIFT_PATTERNS: FamilyPatterns = all(
  { kind: "drift" },
  "block (pay|everything)? when? drift above",
  "block (pay|everything)? when? drift exceed (figure|percent)",
  "max drift (figure|percent)",
  "drift (limit|capNoun|max|modal)? (cap|figure|percent)",
  "drift neg exceed (figure|percent)",
  "neg (let|allow) drift exceed (figure|percent)",
  "no drift above",
  "neg allow drift above",
  "(limit|keep|capNoun) drift (cap|figure|percent)",
  "drift above modal? forbidden",
  "drift modal keep? cap",
  "when drift (above) block (pay|everything)?",
  "when drift exceed (figure|percent) block (pay|everything)?",
);

/** Money that stays in the wallet. */
export const RESERVE_PATTERNS: FamilyPatterns = all(
  { kind: "reserve" },
  "(keep|reserveVerb) least inWallet?",
  "(keep|reserveVerb) figure inWallet",
  "keep minimum? balance (least|figure)",
  "(keep|reserveVerb) minimum figure inWallet?",
  "keep (least|figure) balance",
  "minimum balance (least|figure)",
  "balance (minimum|keep|modal)? least",
  "balance minimum figure",
  "balance modal keep least",
  "neg (let|allow) balance fall figure",
  "balance neg fall figure",
  "balance neg modal? below",
  "least modal? keep? inWallet",
  "(keep|reserveVerb) inWallet (least|figure)",
  "reserveVerb figure",
);

/** Warnings before a limit is reached. */
export const ALERT_PATTERNS: FamilyPatterns = all(
  { kind: "alert" },
  "warn (percent|least) (spending|budget|limit|capNoun|spend)? (spending|limit|budget|capNoun)? used?",
  "warn when (percent|above|least) (spending|budget|limit|capNoun)? (limit|budget|capNoun)? used?",
  "warn when (spending|pay|budget|limit|spend)? (used|exceed) percent (spending|limit|budget|capNoun)? (limit|capNoun)?",
  "warn percent used (spending|limit|budget|capNoun)? (limit|capNoun)?",
  "when percent (spending|budget|limit|capNoun)? (limit|budget|capNoun)? used warn",
  "warn (used|when) percent (limit|budget|capNoun)",
  "warn percent per (limit|budget)",
);

/** The same payment again, and payments in quick succession. */
export const REPETITION_PATTERNS: FamilyPatterns = [
  ...all(
    { kind: "duplicate" },
    "(no|block|neg) duplicate pay? sel?",
    "neg (allow|payVerb) duplicate pay?",
    "duplicate pay? modal? forbidden",
    "neg (payVerb|spend) sameTwice (figure|again|above)?",
    "block duplicate",
    "no sameTwice (figure|again|above)?",
  ),
  ...all(
    { kind: "cooldown" },
    "wait (least|duration) betweenPayments",
    "wait betweenPayments",
    "cooldown (least|duration)",
    "duration cooldown",
    "cooldown (least|duration) betweenPayments",
    "duration cooldown betweenPayments",
    "(least|duration) betweenPayments",
    "minimum duration betweenPayments",
    "minimum duration cooldown",
    "keep (least|duration) betweenPayments",
    "pay modal (least) betweenPayments",
    "require cooldown duration",
    "require (duration|least) (cooldown|betweenPayments)",
  ),
];

/** Keys of the policy itself, trust presets and validity. */
export const SETTING_PATTERNS: FamilyPatterns = [
  ...all(
    { kind: "currency" },
    "payVerb (code|currencyName|sign)",
    "modal? currencyWord modal? (code|currencyName|sign|token)",
  ),
  ...all({ kind: "timeZone" }, "timeZoneWord", "payVerb timeZoneWord?"),
  ...all({ kind: "weekStart" }, "weeksStart"),
  ...all({ kind: "trust" }, "trust trustLevel", "trustLevel trust"),
  ...all({ kind: "validity" }, "", "validWord"),
];
