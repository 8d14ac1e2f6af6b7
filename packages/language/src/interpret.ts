import type { Finding, Span } from "./diagnostic/diagnostic.js";
import { NOT_UNDERSTOOD, notUnderstood } from "./diagnostic/findings.js";
import type { StatementKind } from "./document.js";
import { statementKind } from "./families/intent.js";
import type { Vocabulary } from "./lexer/vocabulary.js";
import type { Word } from "./lexer/word.js";
import { unquote } from "./names/quotation.js";
import { parsePhrases } from "./phrase/phrase-parser.js";
import type { Draft } from "./resolve/draft.js";
import { checkListReach } from "./resolve/list-reach.js";
import { checkReach } from "./resolve/reach.js";
import { draftRules } from "./resolve/rules/rules.js";
import { unusedPart } from "./resolve/rules/unused.js";
import { type Setting, settingOf, zoneSetting } from "./resolve/settings.js";
import { type ReadStatement, readStatement } from "./resolve/statement.js";
import { ianaZone, type NamedZone, zoneNamed } from "./vocabulary/zones.js";

/** What one statement says, before the whole text is known. */
export interface Interpretation {
  kinds: StatementKind[];
  drafts: Draft[];
  settings: Setting[];
  findings: Finding[];
  /** "Block everything else": says nothing beside a list of what is allowed. */
  everythingElse?: Span;
}

/** Reads one statement. Whatever is not accounted for is a finding. */
export function interpret(words: readonly Word[], text: string, vocabulary: Vocabulary): Interpretation {
  const interpretation = read(words, text, vocabulary);
  for (const finding of interpretation.findings) quote(finding, text);
  return interpretation;
}

const LONGEST_QUOTE = 60;

/** Says in the writer's words what is not understood. */
function quote(finding: Finding, text: string): void {
  const { start, end } = finding.at;
  const words = text.slice(start, end).replace(/\s+/g, " ");
  if (finding.message !== NOT_UNDERSTOOD || words === "") return;
  finding.message = `This is not understood: ${words.length > LONGEST_QUOTE ? `${words.slice(0, LONGEST_QUOTE)}…` : words}`;
}

function read(words: readonly Word[], text: string, vocabulary: Vocabulary): Interpretation {
  const at = { start: words[0]?.start ?? 0, end: words.at(-1)?.end ?? 0 };
  const zone = readZone(words, text);
  if (zone !== undefined) return zone;
  const findings: Finding[] = [];
  const stray = strayParenthesis(words);
  if (stray !== undefined) return failed([notUnderstood(stray)]);
  const parsed = parsePhrases(words);
  if (!("phrases" in parsed)) return failed([{ ...notUnderstood(parsed.stoppedAt) }]);
  const statement = readStatement(parsed.phrases, at, findings);
  if (statement === undefined) return failed(whole(findings, words, at));
  const { front, clauses } = statement;
  const result: Interpretation = { kinds: [], drafts: [], settings: [], findings };
  const zones = [...front.zones, ...clauses.flatMap(({ clause }) => clause.zones)];
  result.settings.push(...zones.map((phrase) => zoneSetting(phrase, findings)));
  const [zoned] = zones;
  if (zoned !== undefined && !text.slice(zoned.start, zoned.end).startsWith("(") && !hasTimes(statement))
    findings.push(notUnderstood(zoned));
  const moneyNearby = clauses.some(({ clause }) => clause.quantity?.of === "amount");
  checkReach(clauses, text, findings);
  checkListReach(statement, text, findings);
  for (const { clause, intent } of clauses) {
    const kind = statementKind(intent, clause.quantity?.of === "count");
    if (!result.kinds.includes(kind)) result.kinds.push(kind);
    const unused = unusedPart(clause, intent, front);
    if (unused !== undefined) findings.push(unused);
    else if (intent.kind === "timeZone" && clause.zones.length > 0) continue;
    else if (intent.kind === "blockEverythingElse") result.everythingElse = { start: clause.start, end: clause.end };
    else if (kind === "setting" || kind === "validity") {
      const setting = settingOf(clause, intent, findings);
      if (setting !== undefined) result.settings.push(setting);
    } else {
      const setting = intent.kind === "trust" ? settingOf(clause, intent, findings) : undefined;
      if (setting !== undefined) result.settings.push(setting);
      result.drafts.push(...draftRules(clause, intent, { front, vocabulary, findings, moneyNearby, text }));
    }
  }
  return result;
}

/** A parenthesis without its other half. */
function strayParenthesis(words: readonly Word[]): Span | undefined {
  const open: Word[] = [];
  for (const word of words) {
    if (word.class === "open") open.push(word);
    else if (word.class === "close" && open.pop() === undefined) return word;
  }
  return open[0];
}

/** Whether a statement speaks of times or dates, or is the setting, so that a zone says something in it. */
function hasTimes({ front, clauses }: ReadStatement): boolean {
  return (
    [front, ...clauses.map(({ clause }) => clause)].some(
      ({ schedules, validity, periods }) =>
        schedules.length > 0 || validity.length > 0 || periods.some(({ period }) => period.type === "calendar"),
    ) ||
    clauses.some(
      ({ intent, clause }) =>
        intent.kind === "timeZone" || clause.exceptions.some(({ schedules }) => schedules.length > 0),
    )
  );
}

const failed = (findings: Finding[]): Interpretation => ({
  kinds: ["not_understood"],
  drafts: [],
  settings: [],
  findings,
});

/** A statement that is not understood says so once, at the first word that is not known, and not what else is wrong with it. */
function whole(findings: readonly Finding[], words: readonly Word[], at: Span): Finding[] {
  const unknown = words.find((word) => word.class === "unknown" || word.class === "other_mark");
  const first = findings.find(({ code }) => code === "not_understood");
  const place = unknown ? { start: unknown.start, end: unknown.end } : (first?.at ?? at);
  const others = findings.filter(({ code }) => code !== "not_understood" && code !== "period_missing");
  return [
    {
      ...notUnderstood(place),
      message: unknown ? `The word ${unknown.text} is not understood here.` : NOT_UNDERSTOOD,
    },
    ...others,
  ];
}

/** In quotes an IANA name is itself, also where people mean another zone by it: "EST" is Panama's to the database. */
function quotedZone(name: string): NamedZone | undefined {
  const zone = ianaZone(name);
  return zone === undefined ? zoneNamed(name) : { zone, assumed: false };
}

/** "Time zone is Europe/Berlin": what follows is a zone, whatever else it could be. */
function readZone(words: readonly Word[], text: string): Interpretation | undefined {
  const from = words.findIndex((word) => word.class === "timeZoneWord");
  if (from === -1 || words.slice(0, from).some((word) => !["the", "filler", "set", "is"].includes(word.class)))
    return undefined;
  const rest = words
    .slice(from + 1)
    .filter(
      (word, index, list) =>
        !(
          ["is", "colon", "to", "in", "modal", "the"].includes(word.class) &&
          list.slice(0, index).every((other) => ["is", "colon", "to", "in", "modal", "the"].includes(other.class))
        ),
    );
  const [first] = rest;
  if (first === undefined) return undefined;
  const at = { start: first.start, end: rest.at(-1)?.end ?? first.end };
  const name = text
    .slice(at.start, at.end)
    .replace(/^\((.*)\)$/s, "$1")
    .replace(/\s+/g, " ");
  const zone = first.class === "quoted" && rest.length === 1 ? quotedZone(unquote(first.text)) : zoneNamed(name);
  if (zone === undefined) {
    const findings: Finding[] = [
      {
        code: "time_zone_unknown",
        at,
        message: `There is no time zone ${name}; write an IANA name such as Europe/Berlin.`,
      },
    ];
    return { kinds: ["setting"], drafts: [], settings: [], findings };
  }
  const findings: Finding[] = [];
  const setting = zoneSetting({ kind: "zone", zone, ...at }, findings);
  return { kinds: ["setting"], drafts: [], settings: [setting], findings };
}
