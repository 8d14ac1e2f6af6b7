import { isTrailing } from "../clause/clause.js";
import type { Finding, Fix, Span } from "../diagnostic/diagnostic.js";
import { reachAmbiguous } from "../diagnostic/findings.js";
import type { ReadClause } from "./statement.js";

/**
 * Says where it is open or assumed how far a trailing selector, exception or time reaches: behind the last of several
 * clauses of a kind it may belong to all of them; behind an earlier one it is taken for its own clause alone.
 */
export function checkReach(clauses: readonly ReadClause[], text: string, findings: Finding[]): void {
  const run = lastRun(clauses);
  const last = run.at(-1);
  if (last === undefined || run.length < 2) return;
  const tails = trailingOf(last);
  const before = run.slice(0, -1);
  const marked = before.flatMap(trailingOf);
  const isParallel = tails.some(({ part }) => marked.some((other) => other.part === part));
  const open =
    isParallel || marked.length === 0
      ? tails.find(({ part }) => !marked.some((other) => other.part === part))
      : undefined;
  if (open !== undefined) {
    const earlier = { start: run[0]?.clause.start ?? 0, end: before.at(-1)?.clause.end ?? 0 };
    findings.push(reachAmbiguous(open.at, earlier, readings(run, open.at, text)));
  } else if (tails.length === 0 && marked[0] !== undefined) {
    findings.push({
      code: "reach_assumed",
      at: marked[0].at,
      message: "This is taken for its own part of the statement only.",
    });
  }
}

/** The clauses of the same kind at the end of a statement. */
function lastRun(clauses: readonly ReadClause[]): ReadClause[] {
  const last = clauses.at(-1);
  const run: ReadClause[] = [];
  for (const read of [...clauses].reverse()) {
    if (last === undefined || kindOf(read) !== kindOf(last)) break;
    run.unshift(read);
  }
  return run;
}

const kindOf = ({ intent, clause }: ReadClause): string => (clause.quantity !== undefined ? "figure" : intent.kind);

/** What stands behind the figure or verb of a clause: whom it is about, its time, its exceptions, its approval. */
function trailingOf({ clause }: ReadClause): { part: "selector" | "time" | "exception" | "approval"; at: Span }[] {
  const { quantity, selectors, schedules, validity, exceptions, approval } = clause;
  const selector = quantity === undefined ? undefined : selectors.find((placed) => isTrailing(placed, clause))?.phrase;
  const time = [...schedules, ...validity].find(({ start }) => start !== clause.start);
  const [exception] = exceptions;
  return [
    ...(selector ? [{ part: "selector" as const, at: selector }] : []),
    ...(time ? [{ part: "time" as const, at: time }] : []),
    ...(exception ? [{ part: "exception" as const, at: exception }] : []),
    ...(approval ? [{ part: "approval" as const, at: { start: clause.end, end: clause.end } }] : []),
  ];
}

/** Both readings: the same behind every clause, or statements of their own. */
function readings(run: readonly ReadClause[], trailing: Span, text: string): Fix[] {
  const last = run.at(-1) as ReadClause;
  if (trailing.end !== last.clause.end || last.clause.exceptions.length > 0) return [];
  const words = text.slice(trailing.start, trailing.end);
  const toAll = run.slice(0, -1).map(({ clause }) => ({ start: clause.end, end: clause.end, text: ` ${words}` }));
  const fixes: Fix[] = [{ title: `Say "${words}" for each part`, edits: toAll }];
  const before = (run.at(-2) as ReadClause).clause;
  const { intent, clause, inherited } = last;
  const stands =
    !inherited ||
    (intent.kind === "ceiling" &&
      !intent.forbids &&
      clause.bound !== "below" &&
      clause.quantity?.of !== "number" &&
      clause.periods.length > 0);
  if (stands)
    fixes.push({
      title: `Say "${words}" for the last part only`,
      edits: [{ start: before.end, end: clause.start, text: ". " }],
    });
  return fixes;
}
