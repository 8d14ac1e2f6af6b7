import type { CategoryTable, SpendingPolicy } from "@spendrail/model";
import { assemble } from "./assemble.js";
import {
  type Diagnostic,
  type Finding,
  hasError,
  rangeCounter,
  type Span,
  toDiagnostics,
} from "./diagnostic/diagnostic.js";
import type { PolicyDocument } from "./document.js";
import { type Interpretation, interpret } from "./interpret.js";
import { forbiddenCharacters } from "./layout/characters.js";
import { maskLayout } from "./layout/layout.js";
import { readStatements, type TextStatement } from "./layout/statements.js";
import { rawTokens } from "./lexer/raw-lexer.js";
import { type Vocabulary, vocabularyWith } from "./lexer/vocabulary.js";
import { settingNames } from "./resolve/settings.js";
import { addSuggestions } from "./suggest.js";

/** The longest text that is read, in UTF-8 bytes. */
const LONGEST_TEXT = 65_536;

export interface ParseOptions {
  /** The instant (RFC 3339) that relative dates count from; without it they are refused. */
  reference?: string;
  /** Merchant names beside the known ones, by canonical id. */
  merchants?: Readonly<Record<string, readonly string[]>>;
  /** Categories beside the known ones, by id; only their words matter here. */
  categories?: CategoryTable;
}

/** A policy with notes and warnings, or the errors that stand in its way. The document is there in both cases. */
export type ParseResult =
  | { ok: true; policy: SpendingPolicy; document: PolicyDocument; diagnostics: Diagnostic[] }
  | { ok: false; document: PolicyDocument; diagnostics: Diagnostic[] };

/**
 * Reads a policy in English. The text is understood whole, or there is no policy and the diagnostics say where and why.
 * Texts over 64 KiB are refused. Never throws; takes time linear in the length of the text; the same text and options
 * always give the same result.
 */
export function parsePolicy(text: string, options: ParseOptions = {}): ParseResult {
  const early = refusal(text);
  if (early.length > 0) return { ok: false, document: { statements: [] }, diagnostics: toDiagnostics(text, early) };
  const vocabulary = vocabularyWith(options);
  const statements = readStatements(rawTokens(maskLayout(text)), vocabulary);
  const read = statements.map((statement) => ({ statement, ...meaningOf(statement, text, vocabulary) }));
  const findings = read.flatMap((part) => part.findings);
  addSuggestions(read, text, vocabulary);
  if (statements.every(({ heading }) => heading))
    findings.push({
      code: "empty_policy",
      at: { start: 0, end: text.length },
      message: "There is no statement in this text.",
    });
  const { policy, rulesOf } = assemble(read, options, findings);
  const rangeOf = rangeCounter(text);
  const ok = !hasError(findings);
  const document: PolicyDocument = {
    statements: read.map(({ statement, kinds, settings }, index) => ({
      range: rangeOf(statement),
      kinds,
      rules: ok ? (rulesOf[index] ?? []) : [],
      settings: settingNames(settings),
    })),
  };
  const diagnostics = toDiagnostics(text, findings);
  return ok ? { ok, policy, document, diagnostics } : { ok, document, diagnostics };
}

function refusal(text: string): Finding[] {
  if (text.length > LONGEST_TEXT || utf8Length(text) > LONGEST_TEXT) {
    return [{ code: "input_too_long", at: { start: 0, end: text.length }, message: "The text is longer than 64 KiB." }];
  }
  return forbiddenCharacters(text);
}

function utf8Length(text: string): number {
  let length = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    length += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return length;
}

function meaningOf(statement: TextStatement, text: string, vocabulary: Vocabulary): Interpretation {
  if (statement.heading) return { kinds: ["heading"], drafts: [], settings: [], findings: [] };
  if (statement.title)
    return { kinds: ["not_understood"], drafts: [], settings: [], findings: [titleFinding(statement)] };
  return interpret(statement.words, text, vocabulary);
}

function titleFinding({ start, end }: Span): Finding {
  return {
    code: "not_understood",
    at: { start, end },
    message: "This heading may say something that matters; write it as a comment if it does not.",
    fixes: [{ title: "Write # before it", edits: [{ start, end: start, text: "# " }] }],
  };
}
