import { createMemoryHistory, type MemoryHistory } from "@spendrail/engine";
import { JsonLinesProblem, jsonLines } from "../files/json-lines.js";
import type { Io } from "../io.js";
import { issueWords } from "../report/tell.js";

export type HistoryReading =
  | { readonly ok: true; readonly history: MemoryHistory; readonly accounts: ReadonlySet<string> }
  | { readonly ok: false; readonly problem: string };

/** Reads what was spent before: captured payments, one a line. A line that is none ends the reading and is named. */
export async function readHistory(path: string, io: Io): Promise<HistoryReading> {
  const history = createMemoryHistory();
  const accounts = new Set<string>();
  try {
    let line = 0;
    for await (const value of jsonLines(path, io)) {
      line += 1;
      const recording = history.record(value);
      if (!recording.ok) {
        const said = recording.issues.map(issueWords);
        return { ok: false, problem: `${path}:${line}: ${said.join(" ")}` };
      }
      accounts.add((value as { account: string }).account);
    }
  } catch (fault) {
    if (fault instanceof JsonLinesProblem) return { ok: false, problem: fault.message };
    throw fault;
  }
  return { ok: true, history, accounts };
}
