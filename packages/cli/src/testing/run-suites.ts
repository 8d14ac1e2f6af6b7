import { mutationScore, type PolicyCase } from "@spendrail/analysis";
import { readPayment, type SpendingPolicy } from "@spendrail/model";
import { findFiles } from "../files/find-files.js";
import { readSource } from "../files/source.js";
import type { Finding } from "../policy/finding.js";
import { loadPolicy } from "../policy/load-policy.js";
import { engineOptions, parseOptions } from "../policy/options.js";
import { policyPaths } from "../policy/policy-paths.js";
import type { Session } from "../session.js";
import { readTestFile } from "./read-test-file.js";
import { decidedRules, runTests, type TestResult } from "./run-tests.js";
import type { TestFile } from "./test-file.js";

/** The tests of one policy, from every file that has some. */
export interface Suite {
  readonly policyFile: string;
  /** Absent when the policy has errors; they are the findings. */
  readonly policy?: SpendingPolicy;
  readonly policyText: string;
  readonly findings: readonly Finding[];
  readonly results: readonly (TestResult & { readonly file: string })[];
  /** Which rules some test decided. A policy without rules is covered. */
  readonly coverage: { readonly percent: number; readonly undecided: readonly number[] };
  readonly mutation?: { readonly mutants: number; readonly killed: number; readonly survivors: readonly string[] };
}

export interface SuitesRun {
  readonly suites: readonly Suite[];
  /** How many files of tests there are. */
  readonly files: number;
  readonly problems: readonly string[];
}

const TEST_ENDINGS = [".policy-test.yaml"] as const;

/** Runs every test that the paths of a session lead to, policy by policy. */
export async function runSuites(session: Session): Promise<SuitesRun> {
  const { io } = session;
  const { files, problems: missing } = await findFiles(policyPaths(session), TEST_ENDINGS, io);
  const problems = [...missing];
  const byPolicy = new Map<string, TestFile[]>();
  for (const path of files) {
    const read = await readSource(path, io);
    const reading = read.ok ? readTestFile(read.source) : { ok: false as const, problems: [read.problem] };
    if (reading.ok) byPolicy.set(reading.file.policy, [...(byPolicy.get(reading.file.policy) ?? []), reading.file]);
    else problems.push(...reading.problems);
  }
  const suites: Suite[] = [];
  for (const [policyFile, testFiles] of byPolicy) {
    const suite = await runSuite(policyFile, testFiles, session);
    if (typeof suite === "string") problems.push(suite);
    else suites.push(suite);
  }
  return { suites, files: files.length, problems };
}

/** The suite of one policy; a sentence when the policy cannot be read. */
async function runSuite(policyFile: string, files: readonly TestFile[], session: Session): Promise<Suite | string> {
  const read = await readSource(policyFile, session.io);
  if (!read.ok) return read.problem;
  const { text: policyText } = read.source;
  const loaded = loadPolicy(read.source, parseOptions(session.config));
  if (!loaded.ok) {
    const coverage = { percent: 0, undecided: [] };
    const findings = loaded.findings.filter(({ severity }) => severity === "error");
    return { policyFile, policyText, findings, results: [], coverage };
  }
  const { policy } = loaded;
  const options = engineOptions(session.config);
  const results = files.flatMap((file) =>
    runTests(file, policy, options).map((each) => ({ ...each, file: file.name })),
  );
  const mutation = session.args.flag("mutation") ? mutationOf(policy, results, session) : undefined;
  return {
    policyFile,
    policy,
    policyText,
    findings: [],
    results,
    coverage: coverageOf(policy, results),
    ...(mutation && { mutation }),
  };
}

function coverageOf({ rules }: SpendingPolicy, results: readonly TestResult[]): Suite["coverage"] {
  const decided = decidedRules(results);
  const undecided = rules.flatMap((_, index) => (decided.has(index) ? [] : [index]));
  const percent = rules.length === 0 ? 100 : Math.floor((100 * (rules.length - undecided.length)) / rules.length);
  return { percent, undecided };
}

/** How many changes to the policy the passing tests notice; tests of payments that are none say nothing about that. */
function mutationOf(policy: SpendingPolicy, results: readonly TestResult[], { config }: Session): Suite["mutation"] {
  const cases = results
    .filter(({ mismatches }) => mismatches.length === 0)
    .flatMap(({ test: { payment, history, ...test } }): PolicyCase[] => {
      const reading = readPayment(payment);
      return reading.ok ? [{ ...test, history: [...history], payment: reading.payment }] : [];
    });
  const score = mutationScore(policy, cases, { options: engineOptions(config) });
  if (!score.ok) return undefined;
  const { mutants, killed, survivors } = score;
  return { mutants, killed, survivors: survivors.map(({ change }) => change) };
}
