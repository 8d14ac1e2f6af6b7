import type { TokenClass } from "../lexer/word.js";
import type { Phrase, QuantityPhrase, SelectorPhrase } from "../phrase/phrase.js";
import { FIGURES, withBounds } from "./bounds.js";
import type { Clause } from "./clause.js";
import { addWord, TAKES_OBJECT } from "./clause-words.js";
import { leadsToFigure, objectOfOnly } from "./only.js";
import { readQuantity } from "./quantity.js";

/** Reads a run of phrases without joiners between clauses. An exception may start with an unknown name. */
export function readClause(phrases: readonly Phrase[], isException = false): Clause {
  const clause: Clause = {
    skeleton: [],
    words: [],
    selectors: [],
    periods: [],
    by: [],
    schedules: [],
    holdsOnly: [],
    validity: [],
    zones: [],
    exceptions: [],
    findings: [],
    start: phrases[0]?.start ?? 0,
    end: phrases.at(-1)?.end ?? 0,
  };
  const skeleton: string[] = [];
  for (const [index, phrase] of phrases.entries()) addPhrase(clause, skeleton, phrase, phrases, index, isException);
  const only = objectOfOnly(phrases);
  if (only !== undefined) clause.only = only;
  if (leadsToFigure(phrases)) clause.leadsToFigure = true;
  const hasFigure = skeleton.some((name) => FIGURES.has(name));
  if (clause.counts && clause.quantity?.of === "number") clause.quantity = { ...clause.quantity, of: "count" };
  else if (clause.counts) skeleton.push("countNoun");
  clause.skeleton = withBounds(
    hasFigure ? skeleton.filter((name) => name !== "sel") : joinObjects(skeleton, clause),
    clause,
  );
  return clause;
}

function addPhrase(
  clause: Clause,
  skeleton: string[],
  phrase: Phrase,
  phrases: readonly Phrase[],
  index: number,
  isException: boolean,
): void {
  switch (phrase.kind) {
    case "word":
      addWord(clause, skeleton, phrase, phrases, index);
      return;
    case "quantity":
      addQuantity(clause, skeleton, phrase);
      return;
    case "selector":
      if (
        !(isException && index === 0) &&
        (isStray(phrase, skeleton, phrases[index + 1]) || isUntied(clause, phrase))
      ) {
        skeleton.push("unknown");
        return;
      }
      clause.selectors.push({ phrase, leads: skeleton.length === 0, beforeQuantity: clause.quantity === undefined });
      skeleton.push("sel");
      return;
    case "period":
      clause.periods.push(phrase);
      return;
    case "by":
      clause.by.push(phrase);
      return;
    case "schedule":
      clause.schedules.push(phrase);
      return;
    case "validity":
      clause.validity.push(phrase);
      return;
    case "zone":
      clause.zones.push(phrase);
      return;
  }
}

function addQuantity(clause: Clause, skeleton: string[], phrase: QuantityPhrase): void {
  const quantity = readQuantity(phrase);
  if ("code" in quantity) {
    clause.findings.push(quantity);
    skeleton.push("figure");
    return;
  }
  if (quantity.of === "approvals") {
    clause.approvers = Number(quantity.value);
    // "Approval from two people" is two approvals.
    if (skeleton.at(-1) === "from") skeleton.pop();
    if (skeleton.at(-1) === "without") {
      skeleton.pop();
      clause.approval = "without";
    } else if (!skeleton.includes("approval")) skeleton.push("approval");
    return;
  }
  const number = clause.quantity?.of === "number" ? Number(clause.quantity.value) : undefined;
  if (number !== undefined && Number.isSafeInteger(number)) clause.firstFigure = number;
  clause.quantity = quantity;
  skeleton.push(quantity.of === "percent" || quantity.of === "duration" ? quantity.of : "figure");
}

const FOLLOWS_NAME: ReadonlySet<TokenClass> = new Set([
  "colon",
  "is",
  "spending",
  "pay",
  "require",
  "max",
  "upTo",
  "only",
  "forbidden",
  "comma",
]);

/** Unknown words are a name only where a name can stand: behind a preposition or a verb, or first and before what follows a name. */
function isStray(
  { preposition, items }: SelectorPhrase,
  skeleton: readonly string[],
  next: Phrase | undefined,
): boolean {
  const [item] = items;
  const unknown = item?.words.find((word) => word.class === "unknown");
  if (unknown === undefined || preposition !== undefined) return false;
  const last = skeleton.at(-1);
  if (last !== undefined) return !TAKES_OBJECT.has(last);
  return !(next?.kind === "word" && FOLLOWS_NAME.has(next.class));
}

/** "$40 per day on nights ad weekends": a name behind the figure and a time has nothing that ties it. */
function isUntied({ quantity, schedules, validity }: Clause, { preposition }: SelectorPhrase): boolean {
  return quantity !== undefined && preposition === undefined && schedules.length + validity.length > 0;
}

/** A second selector narrows the first when a preposition ties it to what stands between them. */
function joinObjects(skeleton: readonly string[], { selectors }: Clause): string[] {
  let count = 0;
  return skeleton.filter((name, index) => {
    if (name !== "sel") return true;
    count += 1;
    return skeleton[index - 1] !== "sel" || selectors[count - 1]?.phrase.preposition === undefined;
  });
}
