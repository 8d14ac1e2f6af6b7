import type { Clause } from "../clause/clause.js";
import type { Joiner } from "../clause/segments.js";
import type { Finding, Span } from "../diagnostic/diagnostic.js";
import { orAmbiguous, periodConflict, reachAmbiguous } from "../diagnostic/findings.js";
import type { Intent } from "../families/intent.js";
import type { Front, ReadClause, ReadStatement } from "./statement.js";

const OBJECTS: ReadonlySet<Intent["kind"]> = new Set(["allow", "block", "approval", "autoApprove"]);

/** "A rule that holds only on Mondays": a time and nothing else. */
export function isHoldsOnly({
  skeleton,
  schedules,
  selectors,
  validity,
  periods,
  by,
  zones,
  exceptions,
}: Clause): boolean {
  const others = [selectors, validity, periods, by, zones, exceptions].some((list) => list.length > 0);
  return skeleton.length === 1 && skeleton[0] === "holdsOnly" && schedules.length > 0 && !others;
}

/** Nothing but modifiers and a selector. */
export function isModifier({ skeleton }: Clause): boolean {
  return skeleton.length === 0 || (skeleton.length === 1 && skeleton[0] === "sel");
}

/** "… except groceries up to $200 and travel up to $500". */
export function isFurtherException(main: Clause, before: ReadClause): boolean {
  const last = before.clause.exceptions.at(-1);
  return (
    last?.quantity !== undefined &&
    main.quantity !== undefined &&
    main.selectors[0]?.beforeQuantity === true &&
    main.periods.length === 0 &&
    main.skeleton.length === 1
  );
}

export function addExceptions(clause: Clause, exceptions: readonly Clause[]): boolean {
  clause.exceptions.push(...exceptions);
  clause.findings.push(...exceptions.flatMap((exception) => exception.findings));
  return true;
}

export function addModifier(statement: ReadStatement, main: Clause, joiner: Joiner, findings: Finding[]): boolean {
  const before = statement.clauses.at(-1);
  const selects = main.selectors.length > 0;
  if (before === undefined) {
    if (main.exceptions.length > 0 || main.each || main.combined || main.approvers !== undefined) return false;
    if (main.approval) statement.leading.approval = main.approval;
    if (main.validity.some(({ stated }) => stated)) findings.push(reachAmbiguous(main, main));
    addTo(statement.front, main);
    return true;
  }
  if (joiner === "or" && !selects) return false;
  if (joiner === "or" && before.intent.kind === "ceiling") {
    findings.push(orAmbiguous(main));
    return true;
  }
  if (selects && before.clause.exceptions.length > 0) {
    findings.push(reachAmbiguous(main, before.clause));
    return true;
  }
  if (selects && OBJECTS.has(before.intent.kind)) {
    if (main.conditional) return false;
    if (joiner === "or" && before.intent.kind === "allow") findings.push(orAmbiguous(main));
    const isOwn =
      before.clause.quantity === undefined || (joiner === "and" && main.selectors[0]?.phrase.preposition === "for");
    if (!isOwn) findings.push(reachAmbiguous(main, before.clause));
    statement.clauses.push({ clause: main, intent: before.intent, inherited: true, negated: before.negated });
    return true;
  }
  if (main.validity.length > 0 && (joiner === "and" || main.validity.some(({ stated }) => stated)))
    findings.push(datesAmbiguous(main, before.clause));
  if (joiner === "and" && (selects || main.schedules.length > 0)) return false;
  if (main.periods.length > 0 && before.clause.periods.length > 0)
    findings.push(periodConflict(main, before.clause.periods));
  addTo(before.clause, main);
  if (main.each) before.clause.each = main.each;
  if (main.combined) before.clause.combined = main.combined;
  if (main.approval) before.clause.approval = main.approval;
  before.clause.exceptions.push(...main.exceptions);
  before.clause.end = Math.max(before.clause.end, main.end);
  return true;
}

/** "Max $50 per day and valid until 2026-12-31": is the policy valid until then, or does the limit lapse? */
export function datesAmbiguous(dates: Pick<Clause, "start" | "validity">, before: Span): Finding {
  const { start, validity } = dates;
  const [phrase] = validity;
  const word = phrase?.stated;
  const ofRule = word === undefined ? phrase?.start : word.end + 1;
  return reachAmbiguous(phrase ?? before, before, [
    { title: "Say it of the whole policy", edits: [{ start: before.end, end: start, text: ". " }] },
    { title: "Say it of this rule only", edits: [{ start: before.end, end: ofRule ?? start, text: " " }] },
  ]);
}

function addTo(target: Front, source: Front): void {
  target.selectors.push(...source.selectors);
  target.schedules.push(...source.schedules);
  target.validity.push(...source.validity);
  target.periods.push(...source.periods);
  target.by.push(...source.by);
  target.zones.push(...source.zones);
}
