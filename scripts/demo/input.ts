import { readFileSync } from "node:fs";
import { type Issue, type Payment, parsePolicy, readPayment, readPolicy, type SpendingPolicy } from "spendrail";

/** A file that was read, or everything that is wrong with it, one line each. */
export type Reading<T> = { ok: true; value: T } | { ok: false; problems: string[] };

/** Reads a policy from a file: JSON where its name ends in `.json`, English in any other. */
export function readPolicyFile(path: string): Reading<SpendingPolicy> {
  const text = readText(path);
  if (!text.ok) return text;
  return path.endsWith(".json") ? policyOfJson(path, text.value) : policyOfEnglish(path, text.value);
}

function policyOfJson(path: string, text: string): Reading<SpendingPolicy> {
  const json = parseJson(text);
  if (!json.ok) return { ok: false, problems: json.problems.map((problem) => `${path}: ${problem}`) };
  const reading = readPolicy(json.value);
  if (reading.ok) return { ok: true, value: reading.policy };
  return { ok: false, problems: reading.issues.map((issue) => `${path}: ${describe(issue)}`) };
}

function policyOfEnglish(path: string, text: string): Reading<SpendingPolicy> {
  const parsed = parsePolicy(text);
  if (parsed.ok) return { ok: true, value: parsed.policy };
  const errors = parsed.diagnostics.filter(({ severity }) => severity === "error");
  return {
    ok: false,
    problems: errors.map(({ range, message }) => `${path}:${range.line}:${range.column}: ${message}`),
  };
}

/**
 * Reads payments from a JSON Lines file; blank lines are passed over. Nothing is left out silently: every line that is
 * no payment, repeats an id of its account, or goes back in time is a problem, named by its line and field.
 */
export function readPaymentsFile(path: string): Reading<Payment[]> {
  const text = readText(path);
  if (!text.ok) return text;
  const payments: Payment[] = [];
  const problems: string[] = [];
  const lineOfId = new Map<string, number>();
  text.value.split(/\r?\n/).forEach((line, index) => {
    if (line.trim() === "") return;
    const lineNumber = index + 1;
    const reading = readPaymentLine(line);
    if (!reading.ok) {
      problems.push(...reading.problems.map((problem) => `${path}:${lineNumber}: ${problem}`));
      return;
    }
    const payment = reading.value;
    const key = JSON.stringify([payment.account, payment.id]);
    const earlier = lineOfId.get(key);
    if (earlier !== undefined)
      problems.push(`${path}:${lineNumber}: id: "${payment.id}" is the id of line ${earlier} too.`);
    else if (goesBack(payments.at(-1), payment))
      problems.push(`${path}:${lineNumber}: at: earlier than the payment before.`);
    lineOfId.set(key, lineNumber);
    payments.push(payment);
  });
  if (problems.length === 0 && payments.length === 0) problems.push(`${path}: there is no payment in this file.`);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: payments };
}

function readPaymentLine(line: string): Reading<Payment> {
  const json = parseJson(line);
  if (!json.ok) return json;
  const reading = readPayment(json.value);
  return reading.ok ? { ok: true, value: reading.payment } : { ok: false, problems: reading.issues.map(describe) };
}

function goesBack(before: Payment | undefined, payment: Payment): boolean {
  return before !== undefined && Date.parse(payment.at) < Date.parse(before.at);
}

function describe({ path, message }: Issue): string {
  return path === "" ? message : `${path}: ${message}`;
}

function parseJson(text: string): Reading<unknown> {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (problem) {
    return { ok: false, problems: [`not JSON: ${problem instanceof Error ? problem.message : String(problem)}`] };
  }
}

const WHY_UNREADABLE: Record<string, string> = {
  ENOENT: "there is no such file.",
  EISDIR: "this is a folder, not a file.",
  EACCES: "this file may not be read.",
};

function readText(path: string): Reading<string> {
  try {
    // The decoder refuses what is not UTF-8 and drops a byte order mark.
    return { ok: true, value: new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(path)) };
  } catch (problem) {
    const code = problem instanceof Error && "code" in problem ? String(problem.code) : "";
    const why =
      problem instanceof TypeError ? "this is not UTF-8 text." : (WHY_UNREADABLE[code] ?? `reading failed (${code}).`);
    return { ok: false, problems: [`${path}: ${why}`] };
  }
}
