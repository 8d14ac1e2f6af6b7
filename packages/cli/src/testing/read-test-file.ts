import { dirname, isAbsolute, join } from "node:path";
import { createMemoryHistory } from "@spendrail/engine";
import { type Payment, REASON_CODES, type ReasonCode } from "@spendrail/model";
import { type Step, stepsOfPath } from "../files/json.js";
import { anyObject, listOf, matching, objectOf, oneOf, problemsOf, type Shape, text, textOr } from "../files/shape.js";
import type { Source } from "../files/source.js";
import { issueWords } from "../report/tell.js";
import { readYaml } from "./read-yaml.js";
import type { Expectation, PolicyTest, TestFile } from "./test-file.js";

export type TestFileReading =
  | { readonly ok: true; readonly file: TestFile }
  | { readonly ok: false; readonly problems: readonly string[] };

const OUTCOMES = ["approve", "require_approval", "deny"] as const;

const account = objectOf({
  balance: matching(/^-?\d{1,15}(\.\d{1,18})?$/, "an amount"),
  frozen: oneOf(["true", "false"]),
});

const expectation = textOr(
  oneOf(OUTCOMES),
  objectOf(
    {
      outcome: oneOf(OUTCOMES),
      code: oneOf(REASON_CODES),
      rule: matching(/^[1-9]\d{0,8}$/, "the number of a rule, from 1"),
      approvers: matching(/^[1-9]\d{0,8}$/, "a whole number above 0"),
    },
    ["outcome"],
  ),
);

const around: Readonly<Record<string, Shape>> = { at: text, account, history: listOf(anyObject) };

const FILE = objectOf(
  {
    ...around,
    policy: text,
    tests: listOf(
      objectOf({ ...around, name: text, payment: anyObject, expect: expectation }, ["name", "payment", "expect"]),
    ),
  },
  ["policy", "tests"],
);

/** What FILE lets through. */
interface Written {
  readonly policy: string;
  readonly tests: readonly (Around & {
    name: string;
    payment: Record<string, unknown>;
    expect: string | WrittenExpectation;
  })[];
}

interface WrittenExpectation {
  readonly outcome: string;
  readonly code?: string;
  readonly rule?: string;
  readonly approvers?: string;
}

interface Around {
  readonly at?: string;
  readonly account?: { readonly balance?: string; readonly frozen?: string };
  readonly history?: readonly Record<string, unknown>[];
}

/** Reads a file of tests. Problems name the file and the line, and are given all at once. */
export function readTestFile({ name, text: yaml }: Source): TestFileReading {
  const reading = readYaml(yaml);
  if (!reading.ok) return { ok: false, problems: [`${name}:${reading.line}: ${reading.message}`] };
  const problem = (steps: readonly Step[], message: string) => `${name}:${reading.lineOf(steps)}: ${message}`;
  const problems = problemsOf(reading.value, FILE).map(({ path, message }) => problem(stepsOfPath(path), message));
  if (problems.length > 0) return { ok: false, problems };
  const written = reading.value as Written & Around;
  const shared = readSpends(written.history ?? [], written, ["history"], problem);
  const tests = written.tests.map((test, index): PolicyTest => {
    const own = readSpends(test.history ?? [], written, ["tests", index, "history"], problem);
    problems.push(...own.problems);
    const at = test.at ?? written.at;
    if (at === undefined && test.payment.at === undefined)
      problems.push(
        problem(["tests", index, "payment"], "This payment has no 'at': give it one, or one to the whole file."),
      );
    return {
      name: test.name,
      line: reading.lineOf(["tests", index]),
      history: [...shared.spends, ...own.spends],
      account: readAccount({ ...written.account, ...test.account }),
      payment: { ...USUAL, ...(at !== undefined && { at }), ...test.payment },
      expect: readExpectation(test.expect),
    };
  });
  problems.push(...shared.problems);
  if (problems.length > 0) return { ok: false, problems };
  const policy = isAbsolute(written.policy) ? written.policy : join(dirname(name), written.policy);
  return { ok: true, file: { name, policy, tests } };
}

/** What a test need not say. */
const USUAL = { id: "test", account: "account" };

function readSpends(
  spends: readonly Record<string, unknown>[],
  { at }: Around,
  path: readonly Step[],
  problem: (steps: readonly Step[], message: string) => string,
): { spends: Payment[]; problems: string[] } {
  const read: Payment[] = [];
  const problems: string[] = [];
  for (const [index, spend] of spends.entries()) {
    const whole = { ...USUAL, id: `spend-${index + 1}`, ...(at !== undefined && { at }), ...spend };
    const recording = createMemoryHistory().record(whole);
    // What can be recorded is a payment.
    if (recording.ok) read.push(whole as unknown as Payment);
    else
      problems.push(
        ...recording.issues.map(({ path: key, message }) =>
          problem([...path, index, ...stepsOfPath(key)], issueWords({ path: key, message })),
        ),
      );
  }
  return { spends: read, problems };
}

function readAccount({ balance, frozen }: NonNullable<Around["account"]>): PolicyTest["account"] {
  return { ...(balance !== undefined && { balance }), ...(frozen === "true" && { frozen: true }) };
}

function readExpectation(written: string | WrittenExpectation): Expectation {
  const { outcome, code, rule, approvers }: WrittenExpectation =
    typeof written === "string" ? { outcome: written } : written;
  return {
    outcome: outcome as Expectation["outcome"],
    ...(code !== undefined && { code: code as ReasonCode }),
    ...(rule !== undefined && { rule: Number(rule) - 1 }),
    ...(approvers !== undefined && { approvers: Number(approvers) }),
  };
}
