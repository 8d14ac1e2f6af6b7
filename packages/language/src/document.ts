import type { SourceRange } from "./diagnostic/diagnostic.js";

/** What a statement is about: the rule family, or what else it does. */
export type StatementKind =
  | "limit"
  | "velocity"
  | "allow"
  | "block"
  | "approval"
  | "duplicate"
  | "schedule"
  | "drift"
  | "reserve"
  | "alert"
  | "validity"
  | "setting"
  | "trust"
  | "heading"
  | "no_effect"
  | "not_understood";

/** A key of the policy that a statement sets. */
export type SettingName = "currency" | "timeZone" | "weekStartsOn" | "validFrom" | "validUntil";

/** One statement of the text. */
export interface Statement {
  range: SourceRange;
  /** The kinds of its clauses, in order and without repetition. */
  kinds: StatementKind[];
  /** Indices into `policy.rules`; empty when the text gave no policy. */
  rules: number[];
  /** The keys of the policy it sets, also where it names a default and leaves no trace. */
  settings: SettingName[];
}

/** The syntax tree of a text: one node a statement, in the order of the text. Comments are not part of it. */
export interface PolicyDocument {
  statements: Statement[];
}
