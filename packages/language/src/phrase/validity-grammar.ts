import type { Span } from "../diagnostic/diagnostic.js";
import type { TokenClass, Word } from "../lexer/word.js";
import { spanOf } from "./grammar-base.js";
import type { ValidityPart, ValidityPhrase } from "./phrase.js";
import { ScheduleGrammar } from "./schedule-grammar.js";
import { choice, tokenType } from "./token-types.js";

const DATE_LEAD = choice(
  "date_lead",
  "validWord",
  "from",
  "until",
  "through",
  "before",
  "after",
  "between",
  "to",
  "on",
  "dash",
  "and",
  "comma",
  "the",
  "at",
  "is",
  "colon",
  "modal",
  "for",
  "next",
  "in",
  "of",
);

/** Words that say which end of a validity a date is. */
const ROLES: ReadonlySet<TokenClass> = new Set<TokenClass>([
  "from",
  "until",
  "through",
  "before",
  "after",
  "between",
  "to",
  "dash",
  "and",
  "for",
]);

const RELATIVE = choice("relative_date", "weekday", "unit", "tomorrow");

/** Dates of validity: "until 31 December 2026", "for 30 days". */
export class ValidityGrammar extends ScheduleGrammar {
  readonly validity = this.RULE("validityRule", (): ValidityPhrase => {
    const parts: ValidityPart[] = [];
    const verb = this.wordAhead(1);
    this.AT_LEAST_ONE({
      GATE: () => this.isValidityAhead(),
      DEF: () => {
        const words: Word[] = [];
        this.MANY(() => this.eat(words, 1, DATE_LEAD.type));
        this.OPTION(() => this.eat(words, 2, tokenType("figure")));
        this.OR([
          { ALT: () => this.eat(words, 3, tokenType("date")) },
          { ALT: () => this.eat(words, 4, RELATIVE.type) },
        ]);
        this.ACTION(() => parts.push(validityPartOf(words, parts.at(-1))));
      },
    });
    return this.ACTION(() => ({
      kind: "validity",
      parts,
      ...statedBy(verb),
      start: parts[0]?.start ?? 0,
      end: parts.at(-1)?.end ?? 0,
    }));
  });

  protected isValidityAhead(): boolean {
    const at = this.skip(1, DATE_LEAD, 5);
    if (!this.isDateLeadInOrder(at)) return false;
    if (this.ahead(at) === "date") return at > 1;
    const lead = this.ahead(at - 1);
    if (this.ahead(at) === "tomorrow") return at > 1;
    if (this.ahead(at) === "weekday") return at > 1 && (lead === "next" || (lead === "until" && at === 2));
    if (this.ahead(at) === "unit") return lead === "next";
    return (
      this.ahead(at) === "figure" &&
      this.ahead(at + 1) === "unit" &&
      at > 1 &&
      (lead === "for" ||
        (lead === "next" && this.ahead(1) !== "next") ||
        (lead === "in" && this.ahead(1) === "validWord"))
    );
  }

  /** At most one word that says which end a date is: not "from until". "Next" stands last. */
  private isDateLeadInOrder(until: number): boolean {
    let roles = 0;
    for (let at = 1; at < until; at += 1) {
      const name = this.ahead(at);
      if (name !== undefined && ROLES.has(name) && !(name === "and" && at === 1)) roles += 1;
      if (name === "next" && at < until - 1) return false;
    }
    return roles < 2;
  }
}

function validityPartOf(words: readonly Word[], before: ValidityPart | undefined): ValidityPart {
  const date = words.find((word) => word.class === "date");
  const lead = words.filter((word) => ROLES.has(word.class)).at(-1)?.class;
  const valid = words.find((word) => word.class === "validWord")?.text.toLowerCase() ?? "";
  const role = roleOf(lead, valid, before);
  return {
    role,
    ...(date ? { date } : { relative: words.filter((word) => word.class !== "validWord") }),
    ...spanOf(words),
  };
}

function statedBy(word: Word | undefined): { stated?: Span } {
  const isStated = word?.class === "validWord" && !/^(?:start|begin|effective as|as of|end)/i.test(word.text);
  return isStated ? { stated: { start: word.start, end: word.end } } : {};
}

function roleOf(lead: string | undefined, valid: string, before: ValidityPart | undefined): ValidityPart["role"] {
  if (lead === "before" || lead === "after") return lead;
  if (lead === "from" || lead === "between") return "from";
  if (lead === "and") return before?.role === "from" ? "until" : "on";
  if (lead !== undefined) return "until";
  if (/expir|end|until|lasts/.test(valid)) return "until";
  return /start|begin|effective|as of/.test(valid) ? "from" : "on";
}
