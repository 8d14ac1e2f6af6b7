import { formatInstant, fromUnits, type Payment } from "@spendrail/model";
import type { CompiledRules } from "../compile/compile.js";
import type { CompiledRule } from "../compile/compiled-rule.js";
import type { Facts } from "../facts.js";
import { type Context, contextOf } from "../judge/context.js";
import { needsOf } from "../needs.js";
import type { Search } from "./search.js";

/** One payment with the facts about its account, from which variations of it can be judged. */
export interface Case {
  readonly rules: CompiledRules;
  /** In the canonical form that `readPayment` returns. */
  readonly payment: Payment;
  readonly facts: Facts;
}

export function withAmount(payment: Payment, units: bigint): Payment {
  return { ...payment, amount: fromUnits(units) };
}

export function atInstant(payment: Payment, atMs: number): Payment {
  return { ...payment, at: formatInstant(atMs) };
}

/** The context of a variation of the case's payment; with `only`, no more than what that one rule counts is looked up. */
export function* variationOf({ rules, facts }: Case, payment: Payment, only?: CompiledRule): Search<Context> {
  const subject = rules.read(payment);
  const all = needsOf(rules, subject);
  const needs = only === undefined ? all : { ...all, totals: all.totals.filter(({ rule }) => rule === only.index) };
  return contextOf(rules, subject, needs, { ...facts, ...(yield needs) });
}
