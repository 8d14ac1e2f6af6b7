import type { CategoryTable } from "@spendrail/model";

/** What a team may do about a rule: how loud it is, or `off`. */
export const SEVERITIES = ["off", "info", "warning", "error"] as const;

export type RuleSeverity = (typeof SEVERITIES)[number];

/** The settings of a project, as `spendrail.config.json` has them. */
export interface ConfigFile {
  /** Where editors find the schema of this file. */
  readonly $schema?: string;
  /** Severities by rule or diagnostic code. What is an error of the language stays an error. */
  readonly rules?: Readonly<Record<string, RuleSeverity>>;
  /** Merchant names beside the known ones: words by canonical id. */
  readonly merchants?: Readonly<Record<string, readonly string[]>>;
  /** Categories beside the known ones, or instead of them: codes and words by id. */
  readonly categories?: CategoryTable;
  /** `deny`: a payment that lacks a fact which a rule needs is denied `fact_missing`. Absent: `skip`. */
  readonly missing?: "skip" | "deny";
  /** Files, folders and globs that commands read when the command line names none, from the folder of this file. */
  readonly paths?: readonly string[];
}

/** Settings with nothing left out. */
export interface Config extends Required<Omit<ConfigFile, "$schema">> {
  /** The folder of the file; the current one without a file. */
  readonly folder: string;
}
