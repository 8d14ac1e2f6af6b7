import type { Witness } from "@spendrail/analysis";
import { ruleWords } from "../policy/rule-words.js";
import type { Session } from "../session.js";
import type { Style } from "../terminal/style.js";
import { table } from "../terminal/table.js";
import { visible } from "../terminal/visible.js";
import { wrap } from "../terminal/wrap.js";
import { type Compared, type PolicyPair, settingWords, undecidedWords, VERDICTS, witnessWords } from "./diff-words.js";

/** A comparison for a person: the verdict, the rules that changed, and a witness for each difference. */
export function prettyDiff(compared: Compared, pair: PolicyPair, { columns, style }: Session): string {
  const { verdict, loosenings, tightenings, undecided } = compared;
  const parts = [
    paint(verdict, style.out)(wrap(VERDICTS[verdict], columns)),
    ...settingWords(compared, pair).map((words) => wrap(words, columns)),
    ruleLines(compared, pair, style.out),
    ...loosenings.map((witness) => witnessLines(style.out.error("Newly permitted"), witness, columns)),
    ...tightenings.map((witness) => witnessLines(style.out.info("Newly forbidden"), witness, columns)),
    ...undecided.map((each) => style.out.warning(wrap(visible(undecidedWords(each)), columns, "  ", ""))),
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function paint(verdict: Compared["verdict"], style: Style): (text: string) => string {
  if (verdict === "equivalent") return style.good;
  return verdict === "tighter" ? style.info : style.error;
}

function ruleLines({ rules }: Compared, { before, after }: PolicyPair, style: Style): string {
  return rules
    .flatMap((change) => [
      ...(change.before === undefined ? [] : [style.error(`- ${visible(ruleWords(before, change.before))}`)]),
      ...(change.after === undefined ? [] : [style.good(`+ ${visible(ruleWords(after, change.after))}`)]),
      style.faint(`  by itself: ${change.verdict.replace("_", " ")}`),
    ])
    .join("\n");
}

function witnessLines(title: string, witness: Witness, columns: number): string {
  const rows = witnessWords(witness).map(([label, text]): [string, string] => [label, visible(text)]);
  return `${title}:\n${table(rows, columns, "  ")}`;
}
