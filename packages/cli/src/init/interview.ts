import { formatPolicy, parsePolicy } from "spendrail";
import type { Io } from "../io.js";

/** A question, and the sentence that an answer makes; an answer left empty makes none. */
interface Question {
  readonly asks: string;
  readonly sentence: (answer: string) => string;
}

const QUESTIONS: readonly Question[] = [
  { asks: "Currency? [USD] ", sentence: (answer) => `Currency is ${answer}.` },
  { asks: "Most for one payment? ", sentence: (answer) => `Max ${answer} per transaction.` },
  { asks: "Most in any 24 hours? ", sentence: (answer) => `Max ${answer} in any 24 hours.` },
  { asks: "Most in a calendar month? ", sentence: (answer) => `Max ${answer} per calendar month.` },
  { asks: "Ask a person above? ", sentence: (answer) => `Require approval above ${answer}.` },
  { asks: "Pay only these (merchants or categories, with commas)? ", sentence: (answer) => `Only allow ${answer}.` },
  { asks: "Never pay these? [gambling, adult content] ", sentence: (answer) => `Block ${answer}.` },
];

const DEFAULTS: Readonly<Record<number, string>> = { 0: "USD", 6: "gambling, adult content" };

/**
 * Asks a person what the policy is to be. An answer that is not understood is asked for again.
 *
 * @returns the policy in English; `undefined` when nobody is there to answer
 */
export async function interview(io: Io): Promise<string | undefined> {
  if (!io.out.isTerminal) return undefined;
  const sentences: string[] = [];
  for (const [index, question] of QUESTIONS.entries()) {
    const sentence = await answerTo(question, DEFAULTS[index], sentences, io);
    if (sentence === undefined) return undefined;
    if (sentence !== "") sentences.push(sentence);
  }
  const parsed = parsePolicy(sentences.join("\n"));
  return parsed.ok ? `# Written by spendrail init.\n${formatPolicy(parsed.policy)}\n` : undefined;
}

async function answerTo(
  { asks, sentence }: Question,
  usual: string | undefined,
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
