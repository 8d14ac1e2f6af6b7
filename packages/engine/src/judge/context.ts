import { toUnits } from "@spendrail/model";
import type { CompiledRules } from "../compile/compile.js";
import { applies, type CompiledRule } from "../compile/compiled-rule.js";
import type { Match } from "../compile/matcher.js";
import type { Subject } from "../compile/subject.js";
import type { Facts, Needs, Total } from "../facts.js";

/** What the checks judge: one payment under one policy, with the facts about the account. */
export interface Context {
  readonly rules: CompiledRules;
  readonly subject: Subject;
  readonly facts: Facts;
  /** Whether the account has captured a payment to this merchant before; `undefined` without a merchant. */
  readonly known: boolean | undefined;
  /** Money at hand in units of 10^-18; `undefined` when not known. */
  readonly balance: bigint | undefined;
  /** The totals a counting rule compares: one for each budget the payment falls into. */
  totalsOf(rule: CompiledRule): readonly Total[];
  /** Whether the rule applies to the payment at its instant. */
  applies(rule: CompiledRule): Match;
}

/** Throws when the facts do not answer the needs, or the balance is no amount; the pipeline then fails closed. */
export function contextOf(rules: CompiledRules, subject: Subject, needs: Needs, facts: Facts): Context {
  if (facts.totals.length !== needs.totals.length) {
    throw new Error(`the facts hold ${facts.totals.length} totals where ${needs.totals.length} are needed`);
  }
  const totals = new Map<number, Total[]>();
  for (const [position, query] of needs.totals.entries()) {
    const total = facts.totals[position];
    if (total === undefined) throw new Error(`the total at position ${position} of the facts is missing`);
    const ofRule = totals.get(query.rule);
    if (ofRule === undefined) totals.set(query.rule, [total]);
    else ofRule.push(total);
  }
  const known = needs.merchant === undefined ? undefined : facts.knownMerchant;
  return {
    rules,
    subject,
    facts,
    known,
    balance: facts.balance === undefined ? undefined : readBalance(facts.balance),
    totalsOf(rule) {
      const found = totals.get(rule.index);
      if (found === undefined) throw new Error(`no total was asked for rule ${rule.index}`);
      return found;
    },
    applies: (rule) => applies(rule, subject, known),
  };
}

function readBalance(balance: string): bigint {
  if (!/^-?\d{1,18}(\.\d{1,18})?$/.test(balance)) throw new Error(`the balance "${balance}" is not a decimal string`);
  return toUnits(balance);
}
