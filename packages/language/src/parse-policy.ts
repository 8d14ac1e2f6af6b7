import { type CategoryTable, parseInstant, type Rule, type SpendingPolicy } from "@spendrail/model";
import {
  type Diagnostic,
  type Finding,
  hasError,
  rangeCounter,
  type Span,
  toDiagnostics,
} from "./diagnostic/diagnostic.js";
import { notUnderstood } from "./diagnostic/findings.js";
import type { PolicyDocument } from "./document.js";
import { type Interpretation, interpret } from "./interpret.js";
import { forbiddenCharacters } from "./layout/characters.js";
import { maskLayout } from "./layout/layout.js";
import { readStatements, type TextStatement } from "./layout/statements.js";
import { rawTokens } from "./lexer/raw-lexer.js";
import { type Vocabulary, vocabularyWith } from "./lexer/vocabulary.js";
import { checkBareFigures, policyCurrency } from "./resolve/money.js";
import { agree, type Setting, settingNames } from "./resolve/settings.js";
import { resolveValidity, type Validity } from "./resolve/validity.js";
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

interface Assembled {
  policy: SpendingPolicy;
  /** Indices of rules by statement. */
  rulesOf: number[][];
}

function assemble(
  read: readonly (Interpretation & { statement: Span })[],
  options: ParseOptions,
  findings: Finding[],
): Assembled {
  const settings = read.flatMap((part) => part.settings);
  const drafts = read.flatMap((part) => part.drafts);
  const stated = agree(settings, "currency", findings);
  const zone = agree(settings, "timeZone", findings)?.value ?? "UTC";
  const week = agree(settings, "weekStartsOn", findings)?.value ?? "monday";
  agree(settings, "trust", findings);
  const currency = policyCurrency(stated?.value, drafts, findings);
  checkBareFigures(drafts, currency, stated !== undefined, findings);
  const referenceMs = options.reference === undefined ? undefined : parseInstant(options.reference);
  const validity = policyValidity(settings, zone, referenceMs, findings);
  const rules: Rule[] = [];
  const rulesOf = read.map((part) =>
    part.drafts.map((draft) => {
      const dates = resolveValidity(draft.validity, zone, referenceMs, findings);
      return rules.push({ ...draft.rule(draft.money?.value ?? ""), ...dates }) - 1;
    }),
  );
  checkEverythingElse(read, rules, findings);
  checkDuplicates(read, rules, rulesOf, findings);
  const policy: SpendingPolicy = {
    version: 1,
    currency,
    ...(zone !== "UTC" && { timeZone: zone }),
    ...(week !== "monday" && { weekStartsOn: week }),
    ...validity,
    rules,
  };
  return { policy, rulesOf };
}

/** The validity of the policy; two statements may name one end each. */
function policyValidity(
  settings: readonly Setting[],
  zone: string,
  referenceMs: number | undefined,
  findings: Finding[],
): Validity {
  const merged: Validity = {};
  let first: Setting | undefined;
  for (const setting of settings) {
    if (setting.name !== "validity") continue;
    const validity = resolveValidity(setting.phrases, zone, referenceMs, findings);
    const contradicts = (["validFrom", "validUntil"] as const).some(
      (key) => merged[key] !== undefined && validity[key] !== undefined && merged[key] !== validity[key],
    );
    if (contradicts && first) {
      findings.push({
        code: "setting_conflict",
        at: { start: setting.start, end: setting.end },
        related: [{ start: first.start, end: first.end }],
        message: "This contradicts an earlier statement.",
      });
    }
    first ??= setting;
    Object.assign(merged, validity);
  }
  return merged;
}

function checkEverythingElse(read: readonly Interpretation[], rules: readonly Rule[], findings: Finding[]): void {
  for (const { everythingElse } of read) {
    if (everythingElse === undefined) continue;
    const listed = rules.some((rule) => rule.kind === "allow");
    if (listed)
      findings.push({ code: "no_effect", at: everythingElse, message: "What is not allowed is blocked anyway." });
    else findings.push({ ...notUnderstood(everythingElse), message: "This needs a statement of what is allowed." });
  }
}

function checkDuplicates(
  read: readonly { statement: Span }[],
  rules: readonly Rule[],
  rulesOf: readonly (readonly number[])[],
  findings: Finding[],
): void {
  const seen = new Map<string, Span>();
  for (const [index, indices] of rulesOf.entries()) {
    const at = read[index]?.statement;
    if (indices.length === 0 || at === undefined) continue;
    const key = JSON.stringify(indices.map((rule) => rules[rule]));
    const first = seen.get(key);
    if (first === undefined) seen.set(key, at);
    else
      findings.push({
        code: "duplicate_statement",
        at: { start: at.start, end: at.end },
        related: [{ start: first.start, end: first.end }],
        message: "This says the same as an earlier statement.",
      });
  }
}
