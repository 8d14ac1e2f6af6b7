import { autocompletion, type CompletionContext } from "@codemirror/autocomplete";
import { type Diagnostic, linter, lintGutter } from "@codemirror/lint";
import { type EditorView, hoverTooltip } from "@codemirror/view";
import type { LintFinding, LintFix } from "@spendrail/analysis";
import type { Fix, Diagnostic as PolicyDiagnostic } from "@spendrail/language";
import { policyWorker } from "../worker/client.js";

/** Problems as the writer types, with their fixes. */
const problems = linter(
  async (view) => {
    const text = view.state.doc.toString();
    const { diagnostics, findings } = await policyWorker.read(text);
    return [...diagnostics.map(shownDiagnostic), ...findings.flatMap(shownFinding)];
  },
  { delay: 300 },
);

function shownDiagnostic({ range, severity, code, message, fixes = [] }: PolicyDiagnostic): Diagnostic {
  return { from: range.start, to: range.end, severity, source: code, message, actions: fixes.map(actionOf) };
}

function shownFinding({ range, severity, rule, message, fixes = [] }: LintFinding): Diagnostic[] {
  if (range === undefined) return [];
  return [{ from: range.start, to: range.end, severity, source: rule, message, actions: fixes.map(actionOf) }];
}

function actionOf({ title, edits = [] }: Fix | LintFix) {
  return {
    name: title,
    apply(view: EditorView) {
      view.dispatch({ changes: edits.map(({ start, end, text }) => ({ from: start, to: end, insert: text })) });
    },
  };
}

/** What the statement under the pointer means. */
const meanings = hoverTooltip(async (view, position) => {
  const { statements } = await policyWorker.read(view.state.doc.toString());
  const found = statements.find(({ range }) => range.start <= position && position < range.end);
  if (found === undefined) return null;
  return {
    pos: found.range.start,
    end: found.range.end,
    create() {
      const dom = document.createElement("div");
      dom.className = "meaning-tooltip";
      dom.textContent = found.sentences.join("\n");
      return { dom };
    },
  };
});

async function complete({ explicit, pos, state }: CompletionContext) {
  const { from, to, items } = await policyWorker.complete(state.doc.toString(), pos);
  if (items.length === 0 || (from === pos && !explicit)) return null;
  return { from, to, options: items.map(({ label, detail, kind }) => ({ label, detail, type: kind })) };
}

export const assistance = [problems, lintGutter(), meanings, autocompletion({ override: [complete] })];
