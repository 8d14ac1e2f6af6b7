import type { Clause, PlacedSelector } from "../clause/clause.js";
import { type Joiner, readSegments, type Segment } from "../clause/segments.js";
import type { Finding, Span } from "../diagnostic/diagnostic.js";
import { intentOf } from "../families/families.js";
import type { Intent } from "../families/intent.js";
import type { Phrase } from "../phrase/phrase.js";

/** A clause with what it wants. */
export interface ReadClause {
  clause: Clause;
  intent: Intent;
  /** It has no verb of its own and goes on with the one before. */
  inherited: boolean;
  /** Its verb, or the one it goes on with, says what must not be. */
  negated: boolean;
}

/** What stands before all clauses of a statement and holds for each of them. */
export type Front = Pick<Clause, "selectors" | "schedules" | "validity" | "periods" | "by" | "zones">;

export interface ReadStatement {
  front: Front;
  clauses: ReadClause[];
}

const OBJECTS: ReadonlySet<Intent["kind"]> = new Set(["allow", "block", "approval", "autoApprove"]);

/** Reads the clauses of a statement. Undefined with findings when a part of it is not understood. */
export function readStatement(phrases: readonly Phrase[], at: Span, findings: Finding[]): ReadStatement | undefined {
  const { segments, stray } = readSegments(phrases);
  const statement: ReadStatement = { front: emptyFront(), clauses: [] };
  let understood = segments.length > 0;
  for (const [index, segment] of segments.entries()) {
    if (!addSegment(statement, segment, segments.length === index + 1, findings)) {
      findings.push(notUnderstood(segment.main ?? segment.exceptions[0] ?? at));
      understood = false;
    }
  }
  if (stray !== undefined) {
    findings.push(notUnderstood(stray));
    understood = false;
  }
  if (understood && statement.clauses.length === 0) {
    findings.push(notUnderstood(at));
    understood = false;
  }
  return understood ? statement : undefined;
}

/** The message until the words in question are at hand. */
export const NOT_UNDERSTOOD = "This is not understood.";

export function notUnderstood(at: Span): Finding {
  return { code: "not_understood", at: { start: at.start, end: at.end }, message: NOT_UNDERSTOOD };
}

const emptyFront = (): Front => ({ selectors: [], schedules: [], validity: [], periods: [], by: [], zones: [] });

function addSegment(statement: ReadStatement, segment: Segment, isLast: boolean, findings: Finding[]): boolean {
  const { main, joiner } = segment;
  const before = statement.clauses.at(-1);
  if (main === undefined) return before !== undefined && addExceptions(before.clause, segment.exceptions);
  findings.push(...main.findings);
  main.exceptions.push(...segment.exceptions);
  for (const exception of segment.exceptions) findings.push(...exception.findings);
  if (before !== undefined && isFurtherException(main, before)) {
    before.clause.exceptions.push({ ...main, exceptions: [] }, ...segment.exceptions);
    return true;
  }
  if (before?.intent.kind === "schedule" && isHoldsOnly(main)) {
    before.clause.holdsOnly.push(...main.schedules);
    return true;
  }
  if (isModifier(main) && !(before === undefined && isLast)) return addModifier(statement, main, joiner, findings);
  const own = intentOf(main.skeleton);
  const inherited = before !== undefined ? inherit(main, before) : undefined;
  const intent = inherited ?? own;
  if (intent === undefined) return false;
  const negated = (inherited !== undefined && before?.negated === true) || isNegated(main);
  // "Do not spend more than $10 per hour or $50 per day" forbids both.
  const isOneVerb = before?.negated === true && negated && before.intent.kind === intent.kind;
  if (joiner === "or" && !isOneVerb) findings.push(orAmbiguous(main));
  // "Allow groceries up to $100 and restaurants up to $50 per day": is the first per day as well?
  if (
    inherited !== undefined &&
    allowsObject(main, intent) &&
    main.periods.length > 0 &&
    before?.clause.periods.length === 0
  ) {
    const isEach = main.periods.every(({ period }) => period.type === "transaction");
    if (!isEach) findings.push(reachAmbiguous(main, before.clause));
  }
  if (before === undefined && main.quantity !== undefined) lead(statement.front, main);
  statement.clauses.push({ clause: main, intent, inherited: inherited !== undefined, negated });
  return true;
}

/** What stands first in the first clause governs all clauses. */
function lead(front: Front, clause: Clause): void {
  const isFirst = ({ start }: Span) => start === clause.start;
  front.selectors.push(...clause.selectors.filter(({ leads }) => leads).slice(0, 1));
  clause.selectors = clause.selectors.filter((placed) => !front.selectors.includes(placed));
  front.schedules.push(...clause.schedules.filter(isFirst));
  clause.schedules = clause.schedules.filter((phrase) => !isFirst(phrase));
  front.validity.push(...clause.validity.filter(isFirst));
  clause.validity = clause.validity.filter((phrase) => !isFirst(phrase));
  front.by.push(...clause.by.filter(isFirst));
  clause.by = clause.by.filter((phrase) => !isFirst(phrase));
}

const NEGATIONS: ReadonlySet<string> = new Set(["neg", "no", "nothing", "block", "forbidden"]);

const isNegated = ({ skeleton }: Clause): boolean => skeleton.some((name) => NEGATIONS.has(name));

/** "A rule that holds only on Mondays": a time and nothing else. */
function isHoldsOnly({ skeleton, schedules, selectors, validity, periods, by, zones, exceptions }: Clause): boolean {
  const others = [selectors, validity, periods, by, zones, exceptions].some((list) => list.length > 0);
  return skeleton.length === 1 && skeleton[0] === "holdsOnly" && schedules.length > 0 && !others;
}

/** Nothing but modifiers and a selector. */
function isModifier({ skeleton }: Clause): boolean {
  return skeleton.length === 0 || (skeleton.length === 1 && skeleton[0] === "sel");
}

/** "… except groceries up to $200 and travel up to $500". */
function isFurtherException(main: Clause, before: ReadClause): boolean {
  const last = before.clause.exceptions.at(-1);
  return (
    last?.quantity !== undefined &&
    main.quantity !== undefined &&
    main.selectors[0]?.beforeQuantity === true &&
    main.periods.length === 0 &&
    main.skeleton.length === 1
  );
}

function addExceptions(clause: Clause, exceptions: readonly Clause[]): boolean {
  clause.exceptions.push(...exceptions);
  clause.findings.push(...exceptions.flatMap((exception) => exception.findings));
  return true;
}

function addModifier(statement: ReadStatement, main: Clause, joiner: Joiner, findings: Finding[]): boolean {
  const before = statement.clauses.at(-1);
  const selects = main.selectors.length > 0;
  if (before === undefined) {
    if (main.exceptions.length > 0 || main.each || main.combined || main.approval) return false;
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
  if (joiner === "and" && (selects || main.schedules.length > 0)) return false;
  if (main.periods.length > 0 && before.clause.periods.length > 0) findings.push(periodConflict(main, before.clause));
  addTo(before.clause, main);
  if (main.each) before.clause.each = main.each;
  if (main.combined) before.clause.combined = main.combined;
  if (main.approval) before.clause.approval = main.approval;
  before.clause.exceptions.push(...main.exceptions);
  before.clause.end = Math.max(before.clause.end, main.end);
  return true;
}

function orAmbiguous({ start, end }: Span): Finding {
  const message = "It is not clear whether both or only one of these must hold; use and.";
  return { code: "or_ambiguous", at: { start, end }, message };
}

/** "$20 per day, and in total": the figure of the second is missing. */
function periodConflict({ start, end }: Span, before: Clause): Finding {
  const related = before.periods.map((period) => ({ start: period.start, end: period.end }));
  return { code: "period_conflict", at: { start, end }, related, message: "One figure cannot be over two periods." };
}

function addTo(target: Front, source: Front): void {
  target.selectors.push(...source.selectors);
  target.schedules.push(...source.schedules);
  target.validity.push(...source.validity);
  target.periods.push(...source.periods);
  target.by.push(...source.by);
  target.zones.push(...source.zones);
}

/** The intent of the clause before, for a clause that has no verb of its own. */
function inherit(clause: Clause, { intent, clause: before }: ReadClause): Intent | undefined {
  const [word, ...more] = clause.skeleton;
  if (more.length > 0) return undefined;
  const isFigure = word === "figure" || (word === "cap" && allowsObject(clause, intent));
  const isBound = word === "above" || word === "least" || word === "below";
  if (!isFigure && !isBound) return undefined;
  if (before.quantity === undefined) return undefined;
  if (intent.kind !== "ceiling" && intent.kind !== "approval" && intent.kind !== "autoApprove") return undefined;
  if (isFigure) {
    if (before.bound !== undefined && clause.bound === undefined) clause.bound = before.bound;
    if (clause.quantity?.of === "number" && before.quantity.of === "count")
      clause.quantity = { ...clause.quantity, of: "count" };
  }
  if (clause.periods.length === 0 && clause.selectors.length + clause.schedules.length > 0)
    clause.periods.push(...before.periods);
  if (isFigure && clause.selectors.length === 0)
    clause.selectors.push(...before.selectors.filter(({ beforeQuantity }) => beforeQuantity));
  if (before.approvers !== undefined && clause.approvers === undefined) clause.approvers = before.approvers;
  if (isBound && intent.kind === "ceiling" && !intent.forbids && !allowsObject(clause, intent)) return undefined;
  return intent;
}

/** "Allow groceries up to $100 and restaurants up to $50": both are allowed. */
function allowsObject({ selectors }: Clause, intent: Intent): boolean {
  return intent.kind === "ceiling" && intent.allows !== undefined && selectors[0]?.beforeQuantity === true;
}

export function reachAmbiguous(at: Span, other: Span): Finding {
  return {
    code: "reach_ambiguous",
    at: { start: at.start, end: at.end },
    related: [{ start: other.start, end: other.end }],
    message: "It is not clear how much of the statement this belongs to; write one statement for each.",
  };
}

/** Whether a selector stands behind the figure or the verb of its clause. */
export function isTrailing({ leads, beforeQuantity }: PlacedSelector, clause: Clause): boolean {
  return !leads && !(clause.quantity !== undefined && beforeQuantity);
}
