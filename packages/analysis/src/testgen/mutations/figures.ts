import { AMOUNT_DECIMALS, type Amount, fromUnits, type Rule, toUnits } from "@spendrail/model";
import { leastAmount } from "../../least-amount.js";
import type { Mutation } from "../mutant.js";

/** A hundredth: the step of a drift score. */
const DRIFT_STEP = 10n ** BigInt(AMOUNT_DECIMALS - 2);

/** Each figure of a rule a step up and a step down, and its bound taken the other way. */
export function figureMutations(rule: Rule, currency: string): Mutation[] {
  const minorUnit = toUnits(leastAmount(currency));
  switch (rule.kind) {
    case "limit": {
      const { exclusive, ...inclusive } = rule;
      return [
        ...steps(rule.max, minorUnit).map((max) => ({ change: changed("max", rule.max, max), rule: { ...rule, max } })),
        exclusive
          ? { change: `"up to" ${rule.max} instead of "below"`, rule: inclusive }
          : { change: `"below" ${rule.max} instead of "up to"`, rule: { ...rule, exclusive: true } },
      ];
    }
    case "velocity":
      return counts(rule.max).map((max) => ({ change: changed("max", rule.max, max), rule: { ...rule, max } }));
    case "approval":
      return [...thresholds(rule, minorUnit), ...approvers(rule)];
    case "drift":
      return steps(rule.max, DRIFT_STEP).map((max) => ({
        change: changed("max", rule.max, max),
        rule: { ...rule, max },
      }));
    case "reserve":
      return steps(rule.keep, minorUnit).map((keep) => ({
        change: changed("keep", rule.keep, keep),
        rule: { ...rule, keep },
      }));
    default:
      return [];
  }
}

function thresholds(rule: Rule & { kind: "approval" }, minorUnit: bigint): Mutation[] {
  const { above, inclusive, ...rest } = rule;
  if (above === undefined) return [];
  return [
    ...steps(above, minorUnit).map((other) => ({
      change: changed("above", above, other),
      rule: { ...rule, above: other },
    })),
    inclusive
      ? { change: `"above" ${above} instead of "from"`, rule: { ...rest, above } }
      : { change: `"from" ${above} instead of "above"`, rule: { ...rule, inclusive: true } },
  ];
}

function approvers(rule: Rule & { kind: "approval" }): Mutation[] {
  const { approvers: number = 1, ...rest } = rule;
  return counts(number)
    .filter((other) => other >= 1)
    .map((other) => ({
      change: changed("approvers", number, other),
      rule: other === 1 ? rest : { ...rest, approvers: other },
    }));
}

function steps(figure: Amount, step: bigint): Amount[] {
  return [toUnits(figure) + step, toUnits(figure) - step].filter((units) => units >= 0n).map(fromUnits);
}

function counts(number: number): number[] {
  return [number + 1, number - 1].filter((other) => other >= 0);
}

function changed(name: string, from: Amount | number, to: Amount | number): string {
  return `${name} ${to} instead of ${from}`;
}
