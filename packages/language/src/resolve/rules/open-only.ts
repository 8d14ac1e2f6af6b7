import type { Finding, Fix, Span } from "../../diagnostic/diagnostic.js";
import { reachAmbiguous } from "../../diagnostic/findings.js";
import { type Making, placeOf } from "./making.js";

/** What may be for all payments, or for those of its own clause: "only allow AWS on weekdays". Both are offered. */
export function openTimes(making: Making): Finding {
  const { schedules, validity } = making.clause;
  const [time] = schedules;
  const [dates] = validity;
  if (dates !== undefined && time === undefined) return openDates(making, dates);
  if (time === undefined) return reachAmbiguous(placeOf(making), placeOf(making));
  const words = textAt(making, time);
  const rest = restOf(making, time, making.clause.only !== "selector");
  return reachAmbiguous(time, placeOf(making), [
    rewritten(making, "Say the times of this rule", `${words}, ${rest}`),
    rewritten(making, "Say the times of all payments", `${rest}. Only ${words}`),
  ]);
}

/** "Only allow AWS until 2026-12-31": may all others be paid from then on? */
function openDates(making: Making, dates: Span): Finding {
  const words = textAt(making, dates);
  const rest = restOf(making, dates, false);
  return reachAmbiguous(dates, placeOf(making), [
    rewritten(making, "Say that it lapses", `${words}, ${rest}`),
    rewritten(making, "Say it of the whole policy", `${rest}. Valid ${words}`),
  ]);
}

/** "Payments under $50 to AWS only": is nobody else paid, or nobody else so little? Both are offered. */
export function openObject(making: Making): Finding {
  const { clause } = making;
  const object = clause.selectors.find(({ leads }) => !leads) ?? clause.selectors[0];
  if (object === undefined) return openTimes(making);
  const names = textAt(making, object.phrase);
  const bare = textAt(making, { start: object.phrase.items[0]?.start ?? 0, end: object.phrase.end });
  const rest = restOf(making, object.phrase, true).replace(/^allow /i, "");
  return reachAmbiguous(object.phrase, placeOf(making), [
    rewritten(making, "Say that nobody else is paid", `Only allow ${bare}. ${rest} ${names}`),
    rewritten(making, "Say it of these payments only", `${rest} ${names}`),
  ]);
}

const textAt = ({ context }: Making, { start, end }: Span): string => context.text.slice(start, end);

/** The words of the clause without a part, and without its "only". */
function restOf({ clause, context }: Making, { start, end }: Span, withoutOnly: boolean): string {
  const rest = `${context.text.slice(clause.start, start)} ${context.text.slice(end, clause.end)}`;
  const bare = withoutOnly ? rest.replace(/\bonly\b/i, " ") : rest;
  return bare.replace(/\s+/g, " ").replace(/^[\s,:]+|[\s,:]+$/g, "");
}

function rewritten({ clause: { start, end } }: Making, title: string, text: string): Fix {
  return { title, edits: [{ start, end, text }] };
}
