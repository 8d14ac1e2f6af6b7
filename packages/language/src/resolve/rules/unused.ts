import type { Clause } from "../../clause/clause.js";
import type { Finding, Span } from "../../diagnostic/diagnostic.js";
import type { Intent } from "../../families/intent.js";
import type { Front } from "../statement.js";

type Part =
  | "selectors"
  | "exceptions"
  | "periods"
  | "by"
  | "schedules"
  | "validity"
  | "holdsOnly"
  | "approval"
  | "approvers"
  | "each"
  | "combined";

/** The parts of a clause, beside its words and figure, that each kind of statement makes use of. */
const USES: Readonly<Record<Intent["kind"], readonly Part[]>> = {
  ceiling: ["selectors", "exceptions", "periods", "by", "schedules", "validity", "approval", "each", "combined"],
  approval: ["selectors", "exceptions", "periods", "by", "schedules", "validity", "approvers", "each", "combined"],
  autoApprove: ["selectors", "periods", "by", "validity"],
  allow: ["selectors", "exceptions", "schedules", "validity"],
  allowEverything: ["exceptions"],
  block: ["selectors", "exceptions", "schedules", "validity"],
  blockEverythingElse: [],
  schedule: ["exceptions", "schedules", "validity", "holdsOnly"],
  duplicate: ["selectors", "exceptions", "periods", "schedules", "validity"],
  cooldown: ["selectors", "exceptions", "by", "schedules", "validity"],
  alert: ["exceptions", "periods", "schedules", "validity"],
  drift: ["exceptions", "schedules", "validity"],
  reserve: ["exceptions", "schedules", "validity"],
  currency: [],
  timeZone: [],
  weekStart: ["schedules"],
  trust: [],
  validity: ["validity"],
};

/** A finding for the first part of the clause, or before it, that its kind of statement would leave out. */
export function unusedPart(clause: Clause, intent: Intent, front: Front): Finding | undefined {
  const uses: readonly string[] = [...USES[intent.kind], ...usesBesides(clause, intent)];
  const part = partsOf(clause, front).find(([name]) => !uses.includes(name));
  if (part === undefined) return undefined;
  const [, { start, end }] = part;
  return {
    code: "not_understood",
    at: { start, end },
    message: "It is not clear what this means here; leave it out, or write a statement of its own for it.",
  };
}

/** "Never, ever" says no more than "never"; "not without two approvals" is a number of approvals. */
function usesBesides({ approval, periods }: Clause, { kind }: Intent): Part[] {
  const forGood = kind === "block" && periods.every(({ period }) => period.type === "lifetime");
  const approved = approval === "without" && (kind === "block" || kind === "ceiling");
  return [...(forGood ? (["periods"] as const) : []), ...(approved ? (["approval", "approvers"] as const) : [])];
}

function partsOf(clause: Clause, front: Front): [Part, Span][] {
  const { each, combined, approval, approvers } = clause;
  const whole = { start: clause.start, end: clause.end };
  const lists: [Part, readonly Span[]][] = [
    ["selectors", [...front.selectors, ...clause.selectors].map(({ phrase }) => phrase)],
    ["exceptions", clause.exceptions],
    ["periods", [...front.periods, ...clause.periods]],
    ["by", [...front.by, ...clause.by]],
    ["schedules", [...front.schedules, ...clause.schedules]],
    ["validity", [...front.validity, ...clause.validity]],
    ["holdsOnly", clause.holdsOnly],
    ["approval", approval === undefined ? [] : [whole]],
    ["approvers", approvers === undefined ? [] : [whole]],
    ["each", each ? [each] : []],
    ["combined", combined ? [combined] : []],
  ];
  return lists.flatMap(([name, spans]) => spans.slice(0, 1).map((span): [Part, Span] => [name, span]));
}
