import { parsePolicy } from "@spendrail/language";
import { formatText } from "../format/format-text.js";
import type { Io } from "../io.js";

/** A question, and the sentence that an answer makes; one left empty stands for the usual answer, or makes none. */
interface Question {
  readonly asks: string;
  readonly sentence: (answer: string) => string;
  readonly usual?: string;
}

const QUESTIONS: readonly Question[] = [
  { asks: "Currency? [USD] ", sentence: (answer) => `Currency is ${answer}.`, usual: "USD" },
  { asks: "Time zone? [UTC] ", sentence: (answer) => `Time zone is ${answer}.`, usual: "UTC" },
  { asks: "Most for one payment? ", sentence: (answer) => `Max ${answer} per transaction.` },
  { asks: "Most in any 24 hours? ", sentence: (answer) => `Max ${answer} in any 24 hours.` },
  { asks: "Most in a calendar month? ", sentence: (answer) => `Max ${answer} per calendar month.` },
  { asks: "Ask a person above? ", sentence: (answer) => `Require approval above ${answer}.` },
  { asks: "Pay only these (merchants or categories, with commas)? ", sentence: (answer) => `Only allow ${answer}.` },
  {
    asks: "Never pay these? [gambling, adult content] ",
    sentence: (answer) => `Block ${answer}.`,
    usual: "gambling, adult content",
  },
];

/**
 * Asks a person what the policy is to be. An answer that is not understood is asked for again.
 *
 * @returns the policy in English; `undefined` when the answers end before the questions do
 */
export async function interview(io: Io): Promise<string | undefined> {
  const sentences: string[] = [];
  for (const question of QUESTIONS) {
    const sentence = await answerTo(question, sentences, io);
    if (sentence === undefined) return undefined;
    if (sentence !== "") sentences.push(sentence);
  }
  return formatText(`# Written by spendrail init.\n${sentences.join("\n")}\n`, {});
}

async function answerTo(
  { asks, sentence, usual }: Question,
  before: readonly string[],
  io: Io,
): Promise<string | undefined> {
  for (;;) {
    const answer = await io.ask(asks);
    if (answer === undefined) return undefined;
    const given = answer.trim() || usual;
    if (given === undefined) return "";
    const written = sentence(given);
    const parsed = parsePolicy([...before, written].join("\n"));
    if (parsed.ok) return written;
    const [problem] = parsed.diagnostics.filter(({ severity }) => severity === "error");
    io.err.write(`${problem?.message ?? "This is not understood."}\n`);
  }
}
