import type { Witness } from "@spendrail/analysis";
import { ruleWords } from "../policy/rule-words.js";
import { visible } from "../terminal/visible.js";
import { type Compared, type PolicyPair, settingWords, undecidedWords, VERDICTS, witnessWords } from "./diff-words.js";

/** A comparison for a comment on a pull request, in GitHub-flavoured Markdown. */
export function markdownDiff(compared: Compared, pair: PolicyPair): string {
  const { verdict, rules, loosenings, tightenings, undecided } = compared;
  const changed = rules.flatMap((change) => [
    ...(change.before === undefined ? [] : [`- ${visible(ruleWords(pair.before, change.before))}`]),
    ...(change.after === undefined ? [] : [`+ ${visible(ruleWords(pair.after, change.after))}`]),
  ]);
  const parts = [
    `### ${code(pair.name)}`,
    `**${verdict.replace("_", " ")}**: ${VERDICTS[verdict]}`,
    ...settingWords(compared, pair).map(escaped),
    changed.length === 0 ? "" : fenced("diff", changed),
    ...loosenings.map((witness) => witnessPart("Newly permitted", witness)),
    ...tightenings.map((witness) => witnessPart("Newly forbidden", witness)),
    ...undecided.map((each) => escaped(undecidedWords(each))),
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function witnessPart(title: string, witness: Witness): string {
  const lines = witnessWords(witness).map(([label, text]) => `${label.padEnd(8)} ${visible(text)}`);
  return `<details><summary>${title}</summary>\n\n${fenced("text", lines)}\n\n</details>`;
}

/** A fence longer than any run of backticks inside, so that no policy can break out of it. */
function fenced(language: string, lines: readonly string[]): string {
  const longest = Math.max(2, ...lines.flatMap((line) => [...line.matchAll(/`+/g)].map(([run]) => run.length)));
  const fence = "`".repeat(longest + 1);
  return [`${fence}${language}`, ...lines, fence].join("\n");
}

const code = (text: string): string => `\`${visible(text).replaceAll("`", "'")}\``;

const escaped = (text: string): string => visible(text).replace(/[\\`*_{}[\]<>()#!|@]/g, "\\$&");
