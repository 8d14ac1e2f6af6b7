import type { CategoryTable } from "spendrail";

/** What a team may do about a rule: how loud it is, or `off`. */
export const SEVERITIES = ["off", "info", "warning", "error"] as const;

export type RuleSeverity = (typeof SEVERITIES)[number];

/** The settings of a project: `spendrail.config.json`, described by `schema/config.schema.json`. */
export interface Config {
  /** Severities by rule or diagnostic code. What is an error of the language stays an error. */
  readonly rules: Readonly<Record<string, RuleSeverity>>;
  /** Merchant names beside the known ones: words by canonical id. */
  readonly merchants: Readonly<Record<string, readonly string[]>>;
  readonly categories: CategoryTable;
  /** `deny`: a payment that lacks a fact which a rule needs is denied `fact_missing`. */
  readonly missing: "skip" | "deny";
  /** Files, folders and globs that commands read when the command line names none, from the folder of this file. */
  readonly paths: readonly string[];
  /** The folder of the file; the current one without a file. */
  readonly folder: string;
}
