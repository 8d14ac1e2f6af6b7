import type { Finding, Fix, Span } from "./diagnostic.js";

/** The message until the words in question are at hand. */
export const NOT_UNDERSTOOD = "This is not understood.";

export function notUnderstood({ start, end }: Span): Finding {
  return { code: "not_understood", at: { start, end }, message: NOT_UNDERSTOOD };
}

export function notExpressible({ start, end }: Span): Finding {
  return {
    code: "selector_not_expressible",
    at: { start, end },
    message: "These conditions cannot be combined in one rule; write a statement for each of them.",
  };
}

export function timeAmbiguous({ start, end }: Span, message: string): Finding {
  return { code: "time_ambiguous", at: { start, end }, message };
}

/** Part of a statement that could belong to `other` too, or not. */
export function reachAmbiguous({ start, end }: Span, other: Span, fixes: Fix[] = []): Finding {
  return {
    code: "reach_ambiguous",
    at: { start, end },
    related: [{ start: other.start, end: other.end }],
    message: "It is not clear how much of the statement this belongs to; write one statement for each.",
    ...(fixes.length > 0 && { fixes }),
  };
}

export function orAmbiguous({ start, end }: Span): Finding {
  const message = "It is not clear whether both or only one of these must hold; use and.";
  return { code: "or_ambiguous", at: { start, end }, message };
}

/** "$20 per day, and in total": the figure of the second is missing. */
export function periodConflict({ start, end }: Span, periods: readonly Span[]): Finding {
  const related = periods.map((period) => ({ start: period.start, end: period.end }));
  return { code: "period_conflict", at: { start, end }, related, message: "One figure cannot be over two periods." };
}
