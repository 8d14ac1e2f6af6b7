// npm run demo [POLICY PAYMENTS [BALANCE]]: judges payments under a policy, and says what is left of each limit.
// Exit status: 0 all payments were judged, 1 a file cannot be used, 2 the command is not understood.
import { resolve } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { compilePolicy } from "spendrail";
import { readPaymentsFile, readPolicyFile } from "./input.ts";
import { judgeAll } from "./judge.ts";
import { visible } from "./layout.ts";
import { report } from "./report.ts";

const USAGE = "Usage: npm run demo [POLICY PAYMENTS [BALANCE]], such as: npm run demo agent.policy payments.jsonl 700";

const example = fileURLToPath(new URL("../../examples/research-agent/", import.meta.url));
const EXAMPLE = [resolve(example, "research-agent.policy"), resolve(example, "payments.jsonl"), "700"];

/** Prints plain sentences on standard error and returns the exit status. */
function complain(status: 1 | 2, sentences: string[]): number {
  process.stderr.write(sentences.map((sentence) => `${visible(sentence)}\n`).join(""));
  return status;
}

async function demo(args: string[]): Promise<number> {
  const [policyPath = "", paymentsPath, balance] = args.length === 0 ? EXAMPLE : args;
  if (paymentsPath === undefined || args.length > 3) return complain(2, [USAGE]);
  if (balance !== undefined && !/^\d{1,15}(\.\d{1,18})?$/.test(balance)) {
    return complain(2, [`"${balance}" is no balance: write a decimal number, such as 700.50.`, USAGE]);
  }
  // npm runs its scripts in the workspace's folder; files are named from where the user stands.
  const from = process.env.INIT_CWD ?? process.cwd();
  const policy = readPolicyFile(resolve(from, policyPath));
  const payments = readPaymentsFile(resolve(from, paymentsPath));
  if (!policy.ok || !payments.ok) {
    const problems = [policy, payments].flatMap((reading) => (reading.ok ? [] : reading.problems));
    return complain(1, [...problems, "Nothing was judged."]);
  }
  const compiled = compilePolicy(policy.value);
  const run = judgeAll(compiled, payments.value, balance);
  const columns = process.stdout.isTTY ? process.stdout.columns : Number.POSITIVE_INFINITY;
  const lines = Readable.from(report(policy.value, compiled, run, columns)).map((line: string) => `${line}\n`);
  await pipeline(lines, process.stdout, { end: false });
  return 0;
}

try {
  process.exitCode = await demo(process.argv.slice(2));
} catch (problem) {
  const reason = problem instanceof Error ? problem : new Error(String(problem));
  // A reader that has seen enough (`| head`) closes the pipe: that is no failure.
  if (!("code" in reason && reason.code === "EPIPE"))
    process.exitCode = complain(1, [`The demo failed: ${reason.message}`]);
}
