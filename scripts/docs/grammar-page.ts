import * as rail from "@prantlf/railroad-diagrams";
import { ALLOW_PATTERNS, BLOCK_PATTERNS } from "../../packages/language/dist/families/allow-block.js";
import { APPROVAL_PATTERNS } from "../../packages/language/dist/families/approval.js";
import { LIMIT_PATTERNS } from "../../packages/language/dist/families/limit.js";
import * as safeguards from "../../packages/language/dist/families/safeguards.js";

const FAMILIES = [
  ["limits", "Limits and numbers of payments", LIMIT_PATTERNS],
  ["approvals", "Approvals", APPROVAL_PATTERNS],
  ["allow", "Who may be paid", ALLOW_PATTERNS],
  ["block", "Who may not be paid", BLOCK_PATTERNS],
  ["schedules", "Times", safeguards.SCHEDULE_PATTERNS],
  ["repetition", "Duplicates and pauses", safeguards.REPETITION_PATTERNS],
  ["drift", "Goal drift", safeguards.DRIFT_PATTERNS],
  ["reserve", "Money that stays", safeguards.RESERVE_PATTERNS],
  ["alerts", "Alerts", safeguards.ALERT_PATTERNS],
  ["settings", "Settings", safeguards.SETTING_PATTERNS],
] as const;

const STYLE = `path{stroke-width:2;stroke:#1b1f24;fill:none}text{font:13px ui-monospace,monospace;text-anchor:middle;white-space:pre}
rect{stroke-width:2;stroke:#0550ae;fill:#fff}.non-terminal rect{stroke:#57606a}svg{background:#fff}`;

/** The page of the grammar: which orders of word classes are statements. */
export function grammarPage(): string {
  return `# The grammar

A statement is read in two steps. First its phrases are set aside: amounts with their bounds, periods, times, dates and who is paid may stand
anywhere. What is left is matched, in order, by one of these patterns. A box is a class of words, not a single word: \`max\` stands for
"max", "maximum", "no more than" and whatever else the vocabulary lists; \`cap\` is "at most $50", \`below\` "under $50", \`above\` "over $50",
\`least\` "$50 or more", \`figure\` a bare "$50", \`sel\` who is paid. A text that no pattern matches whole is refused.

The drawings are made from the patterns that texts are read with.

${FAMILIES.map(([file, title]) => `## ${title}\n\n![${title}](../pictures/grammar/${file}.svg)\n`).join("\n")}`;
}

/** The drawings, by file name. */
export function grammarPictures(): Record<string, string> {
  return Object.fromEntries(
    FAMILIES.map(([file, title, patterns]) => [
      `${file}.svg`,
      drawing(
        title,
        patterns.map(([pattern]) => pattern),
      ),
    ]),
  );
}

function drawing(title: string, patterns: readonly string[]): string {
  // A statement can be all phrases, with no word of its own: such a pattern is empty.
  const tracks = [...new Set(patterns)]
    .filter((pattern) => pattern.trim() !== "")
    .map((pattern) => new rail.Sequence(...itemsOf(pattern)));
  const diagram = new rail.Diagram(new rail.Choice(0, ...tracks));
  const picture: string = diagram.toStandalone(STYLE);
  return `${picture.replace(/^<svg[^>]*>/, (start) => `${start}<title>${title}</title>`).trim()}\n`;
}

/** `a`, `(a|b)`, each with `?` where it may be left out. */
function itemsOf(pattern: string): object[] {
  return [...pattern.matchAll(/(?:\(([^)]*)\)|([^\s?]+))(\?)?/g)].map(([, group, word, optional]) => {
    const names = (group ?? word ?? "").split("|");
    const item =
      names.length === 1
        ? new rail.Terminal(names[0] ?? "")
        : new rail.Choice(0, ...names.map((name) => new rail.Terminal(name)));
    return optional === undefined ? item : new rail.Optional(item);
  });
}
