import type { Clause } from "../clause/clause.js";
import { readSegments, type Segment } from "../clause/segments.js";
import type { Finding, Span } from "../diagnostic/diagnostic.js";
import { notUnderstood, orAmbiguous, reachAmbiguous } from "../diagnostic/findings.js";
import { intentOf } from "../families/families.js";
import type { Intent } from "../families/intent.js";
import type { Phrase } from "../phrase/phrase.js";
import { allowsObject, inherit, shareLimit } from "./inherit.js";
import { addExceptions, addModifier, datesAmbiguous, isFurtherException, isHoldsOnly, isModifier } from "./modifier.js";

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

/** What stands before the only clause of a statement: "except on weekends, …", "without approval, …". */
type Leading = Pick<Clause, "exceptions" | "approval">;

export interface ReadStatement {
  front: Front;
  leading: Leading;
  clauses: ReadClause[];
}

/** Reads the clauses of a statement. Undefined with findings when a part of it is not understood. */
export function readStatement(phrases: readonly Phrase[], at: Span, findings: Finding[]): ReadStatement | undefined {
  const { segments, stray } = readSegments(phrases);
  const statement: ReadStatement = { front: emptyFront(), leading: { exceptions: [] }, clauses: [] };
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
  const [first, second] = statement.clauses;
  if (understood && segments[0]?.conditional && first && second)
    findings.push(reachAmbiguous(second.clause, first.clause));
  if (understood) {
    addLeading(statement, findings);
    sharePeriod(statement.clauses, findings);
    shareLimit(statement.clauses);
  }
  return understood ? statement : undefined;
}

/** What leads belongs to the clause behind it, which must be the only one. */
function addLeading({ leading, clauses }: ReadStatement, findings: Finding[]): void {
  const { exceptions, approval } = leading;
  const [first, second] = clauses;
  if (first === undefined || (exceptions.length === 0 && approval === undefined)) return;
  if (second !== undefined) findings.push(reachAmbiguous(first.clause, second.clause));
  addExceptions(first.clause, exceptions);
  if (approval !== undefined) first.clause.approval = approval;
}

/** "$50 on AWS and $30 on OpenAI per day": a period behind the last of several figures, each of which has its own object. */
function sharePeriod(clauses: readonly ReadClause[], findings: Finding[]): void {
  const last = clauses.at(-1);
  const earlier = clauses.slice(0, -1);
  const lack = earlier.every(
    ({ clause, intent }) =>
      intent.kind === "ceiling" &&
      !intent.perPayment &&
      clause.periods.length === 0 &&
      clause.quantity?.of === "amount",
  );
  const isList = clauses.length > 1 && clauses.every(({ clause }) => clause.selectors.length > 0);
  const period = last?.clause.periods[0];
  if (!lack || !isList || last?.intent.kind !== "ceiling" || period === undefined) return;
  for (const { clause } of earlier) clause.periods.push(...last.clause.periods);
  findings.push({
    code: "reach_assumed",
    at: { start: period.start, end: period.end },
    message: "This is taken for every amount of the statement.",
  });
}

const emptyFront = (): Front => ({ selectors: [], schedules: [], validity: [], periods: [], by: [], zones: [] });

function addSegment(statement: ReadStatement, segment: Segment, isLast: boolean, findings: Finding[]): boolean {
  const { main, joiner } = segment;
  const before = statement.clauses.at(-1);
  if (main === undefined) {
    if (before !== undefined) return addExceptions(before.clause, segment.exceptions);
    statement.leading.exceptions.push(...segment.exceptions);
    return !isLast;
  }
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
  if (before === undefined && joiner !== "start" && joiner !== "comma" && hasFront(statement)) return false;
  const stated = main.validity.find((phrase) => phrase.stated !== undefined);
  if (stated !== undefined && main.skeleton.length > 0)
    findings.push(
      datesAmbiguous({ start: stated.start, validity: [stated] }, { start: main.start, end: stated.start }),
    );
  const own = intentOf(main.skeleton);
  const inherited = before !== undefined ? inherit(main, before) : undefined;
  const intent = inherited ?? own;
  if (intent === undefined || isBareNot(main, before)) return false;
  const negated = (inherited !== undefined && before?.negated === true) || isNegated(main);
  // "Do not spend more than $10 per hour or $50 per day" forbids both.
  const isOneVerb = before?.negated === true && negated && before.intent.kind === intent.kind;
  if (joiner === "or" && !isOneVerb) findings.push(orAmbiguous(main));
  // "AWS only up to $50 per day, OpenAI up to $20 per day": is OpenAI to be paid?
  const isConfined = before?.clause.only === "selector" && before.clause.quantity !== undefined;
  if (inherited?.kind === "ceiling" && !inherited.allows && isConfined && main.selectors.length > 0)
    findings.push(reachAmbiguous(main, before.clause));
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
  if (before === undefined && main.quantity !== undefined && !isConfining(main)) lead(statement.front, main);
  statement.clauses.push({ clause: main, intent, inherited: inherited !== undefined, negated });
  return true;
}

/** "AWS only, up to $50", "AWS is allowed up to $50": what stands first is allowed, and governs nothing else. */
function isConfining({ skeleton, only }: Clause): boolean {
  const isFirst = skeleton[0] === "only" && only !== undefined;
  return isFirst || skeleton[0] === "allowed";
}

/** "On weekdays and AWS only" joins what does not belong together. */
function hasFront({ front, leading }: ReadStatement): boolean {
  return leading.exceptions.length > 0 || Object.values(front).some((list) => list.length > 0);
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

/** "Block gambling, not crypto" blocks no crypto; "only allow AWS, not Azure" does block Azure. */
function isBareNot({ skeleton, words }: Clause, before: ReadClause | undefined): boolean {
  if (skeleton.length === 1 && skeleton[0] === "neg" && words[0]?.text.toLowerCase() === "not") return true;
  const [, ...rest] = skeleton;
  // "Payments not in USDC" are all others; "payments must not be in USDC" are those.
  const isPart = rest.length === 2 && rest[0] === "neg" && rest[1] === "sel";
  if (isPart && words.some(({ text }) => text.toLowerCase() === "not")) return true;
  const isBare = skeleton.length === 2 && skeleton[0] === "neg" && skeleton[1] === "sel";
  const isNever = words[0]?.text.toLowerCase() === "never";
  return isBare && (before === undefined ? !isNever : before.intent.kind !== "allow" || isNever);
}

const NEGATIONS: ReadonlySet<string> = new Set(["neg", "no", "nothing", "block", "forbidden"]);

const isNegated = ({ skeleton }: Clause): boolean => skeleton.some((name) => NEGATIONS.has(name));
