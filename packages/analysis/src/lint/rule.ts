import type {
  Diagnostic,
  DiagnosticCode,
  PolicyDocument,
  SettingName,
  Severity,
  Span,
  TextEdit,
} from "@spendrail/language";
import type { CategoryIndex, Rule, SpendingPolicy } from "@spendrail/model";
import type { FixEffect } from "./finding.js";

/** The text of a policy, and what the language made of it. */
export interface TextSource {
  readonly text: string;
  readonly document: PolicyDocument;
  readonly diagnostics: readonly Diagnostic[];
}

/** What a rule looks at. */
export interface Subject {
  readonly policy: SpendingPolicy;
  /** Absent for a JSON policy. */
  readonly source: TextSource | undefined;
  /** Whether the policy says its time zone, be it the default. */
  readonly statesTimeZone: boolean;
  /** The instant that "expired" refers to, in milliseconds since 1970; absent: nothing has expired. */
  readonly atMs: number | undefined;
  /** The categories of a policy: the built-in ones and the caller's. */
  readonly categories: CategoryIndex;
  /** Categories of merchants by merchant id, the caller's in place of the built-in ones. */
  readonly merchantCategories: Readonly<Record<string, readonly string[]>>;
}

/** A place as rules name it: in the policy, or in the text. */
export type Where =
  | {
      /** Index into `policy.rules`. */
      rule: number;
      /** The rest of the JSON pointer, such as `/only/merchants/0`. */
      path?: string;
      /** A name that stands there in the text, in one of its spellings, to narrow the range from the statement. */
      words?: readonly string[];
      /** The amount that is meant, where the statement makes several rules. */
      amount?: string;
    }
  | { span: Span; path?: string }
  /** The statement that sets a key of the policy. */
  | { setting: SettingName }
  | "policy";

/** A change that takes a finding away, in terms of the policy. */
export interface PolicyChange {
  readonly title: string;
  readonly effect: FixEffect;
  /** What stands in the place of rules, by index; nothing for one that goes. */
  readonly rules?: ReadonlyMap<number, Rule | undefined>;
  /** Rules that are added. */
  readonly add?: readonly Rule[];
  /** A setting that is written out, as a statement and as a key of the policy. */
  readonly setting?: { readonly statement: string; readonly key: "timeZone" | "currency"; readonly value: string };
}

/** A change of the text alone: the policy stays what it is. */
export interface TextChange {
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

/** What a rule has found. */
export interface Report {
  readonly at: Where;
  readonly message: string;
  readonly related?: readonly { readonly at: Where; readonly message: string }[];
  readonly changes?: readonly (PolicyChange | TextChange)[];
}

/** One rule of the linter. */
export interface LintRule {
  readonly severity: Severity;
  /** What the rule finds, in one line. */
  readonly summary: string;
  /** Diagnostics of the language that this rule reports in its own words, so that nothing is said twice. */
  readonly reports?: readonly DiagnosticCode[];
  check(subject: Subject): Report[];
}

/** The rules of one kind with their indices. */
export function rulesOf<K extends Rule["kind"]>(
  { policy }: Subject,
  kind: K,
): { rule: Extract<Rule, { kind: K }>; index: number }[] {
  return policy.rules.flatMap((rule, index) =>
    rule.kind === kind ? [{ rule: rule as Extract<Rule, { kind: K }>, index }] : [],
  );
}
