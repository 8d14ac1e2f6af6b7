import type { Rule, Schedule, Selector } from "@spendrail/model";
import type { Clause } from "../../clause/clause.js";
import type { DiagnosticCode } from "../../diagnostic/codes.js";
import type { Finding, Span } from "../../diagnostic/diagnostic.js";
import { notUnderstood } from "../../diagnostic/findings.js";
import type { Intent } from "../../families/intent.js";
import type { Vocabulary } from "../../lexer/vocabulary.js";
import type { Conditions } from "../conditions.js";
import type { Draft } from "../draft.js";
import type { Front } from "../statement.js";

/** What making the rules of a clause needs beside it. */
export interface RuleContext {
  front: Front;
  vocabulary: Vocabulary;
  findings: Finding[];
  moneyNearby: boolean;
  /** The text, for fixes that move its words. */
  text: string;
}

/** A clause with all that its rules are made from. */
export interface Making<I extends Intent = Intent> {
  clause: Clause;
  intent: I;
  conditions: Conditions;
  context: RuleContext;
}

/** The place of the clause. */
export function placeOf({ clause: { start, end } }: Making): Span {
  return { start, end };
}

/** No rules, for the reason given; without one, because the clause is not understood. */
export function fail(making: Making, finding: Finding = notUnderstood(placeOf(making))): Draft[] {
  making.context.findings.push(finding);
  return [];
}

/** Says something about the clause that does not stand in the way of its rules. */
export function note(making: Making, code: DiagnosticCode, message: string): void {
  making.context.findings.push({ code, at: placeOf(making), message });
}

/** A draft for each combination of selector and time; a selector makes a rule, which gets the figure when all is known. */
export function draftsOf(
  making: Making,
  rule: (on: Selector | undefined) => (value: string) => Rule,
  { moneyOnly = true, selectors = making.conditions.selectors } = {},
): Draft[] {
  const { schedules, except, validity } = making.conditions;
  const ons: (Selector | undefined)[] = selectors.length === 0 ? [undefined] : selectors;
  const times: (Schedule | undefined)[] = schedules.length === 0 ? [undefined] : schedules;
  const { quantity } = making.clause;
  return ons.flatMap((on) =>
    times.map((during) => ({
      at: placeOf(making),
      ...(quantity && (quantity.of === "amount" || quantity.of === "number") && { money: quantity }),
      moneyOnly,
      moneyNearby: making.context.moneyNearby,
      validity,
      rule: (value: string) => ({ ...rule(on)(value), ...(except && { except }), ...(during && { during }) }),
    })),
  );
}

/** The drafts without the figure of their clause. */
export function withoutMoney(drafts: readonly Draft[]): Draft[] {
  return drafts.map(({ money: _, ...draft }) => draft);
}
