export type { CompletionKind } from "./complete/candidates.js";
export { type Completion, type Completions, completionsAt } from "./complete/completions-at.js";
export { DIAGNOSTIC_CODES, type DiagnosticCode, type Severity } from "./diagnostic/codes.js";
export type { Diagnostic, Fix, SourceRange, Span, TextEdit } from "./diagnostic/diagnostic.js";
export type { PolicyDocument, SettingName, Statement, StatementKind } from "./document.js";
export { explainRule } from "./explain/explain-rule.js";
export { explainStatement } from "./explain/explain-statement.js";
export { formatPolicy } from "./format/format-policy.js";
export { type ParseOptions, type ParseResult, parsePolicy } from "./parse-policy.js";
