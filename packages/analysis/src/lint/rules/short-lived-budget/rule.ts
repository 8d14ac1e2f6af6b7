import { fromUnits, type RuleOf, toUnits } from "@spendrail/model";
import { statementOf } from "../../place.js";
import { countTheSame } from "../../reach/covers.js";
import { generalLimits } from "../../reach/gaps.js";
import { MOST_COMPARED } from "../../reach/never-binding.js";
import { lengthsOf } from "../../reach/pieces.js";
import type { LintRule, Report, Subject } from "../../rule.js";
import { moneyOf, nameOf, sentenceName } from "../../words.js";

/** A budget that lasts for less than this part of its time is worth a word. */
const PARTS = 4;

/** A limit that a shorter one uses up long before its time is over: daily × 30 is far beyond the monthly limit. */
export const shortLivedBudget: LintRule = {
  severity: "info",
  summary: "Spending a short limit in full uses up a longer one in less than a quarter of its time.",
  check(subject) {
    const windows = generalLimits(subject).filter(
      ({ rule, index }) => typeof rule.per === "object" && !isPreset(index, subject),
    );
    if (windows.length > MOST_COMPARED) return [];
    return windows.flatMap((long) => {
      const next = windows
        .filter((short) => countTheSame(short.rule, long.rule) && lengthOf(short, subject) < lengthOf(long, subject))
        .reduce<Limit | undefined>((a, b) => (a && lengthOf(a, subject) >= lengthOf(b, subject) ? a : b), undefined);
      return next === undefined ? [] : reportOf(next, long, subject);
    });
  },
};

type Limit = { rule: RuleOf<"limit">; index: number };

function reportOf(short: Limit, long: Limit, subject: Subject): Report[] {
  const { policy } = subject;
  const times = Math.floor(lengthOf(long, subject) / lengthOf(short, subject));
  const [little, much] = [toUnits(short.rule.max), toUnits(long.rule.max)];
  if (little === 0n || times < 2 * PARTS) return [];
  const lasts = (much + little - 1n) / little;
  if (lasts * BigInt(PARTS) >= BigInt(times) || lasts < 1n) return [];
  const full = moneyOf(fromUnits(little * BigInt(times)), policy);
  const name = sentenceName(long.rule, policy);
  return [
    {
      at: { rule: long.index, path: "/max", amount: long.rule.max },
      message: `${name} is used up by ${lasts} of ${times} times ${nameOf(short.rule, policy)}, which would make ${full}.`,
      related: [{ at: { rule: short.index }, message: "This is the shorter limit." }],
    },
  ];
}

/** How long the window can be, in milliseconds; 0 for a limit without one. */
function lengthOf({ rule: { per } }: Limit, { policy: { timeZone = "UTC" } }: Subject): number {
  return typeof per === "object" ? lengthsOf(per, timeZone).max : 0;
}

/** The limits of a trust preset were not chosen one by one. */
function isPreset(index: number, { source }: Subject): boolean {
  return source !== undefined && (statementOf(index, source)?.kinds.includes("trust") ?? false);
}
