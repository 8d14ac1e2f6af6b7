import { existsSync, readFileSync, writeSync } from "node:fs";
import type { Acknowledged } from "../checker/acknowledged.js";

/**
 * What a process writes down, one a line, at once. `asked`: a payment is about to be sent. `pending`:
 * people have to approve it. `unknown`: whether a step was taken is not
 * known, and is asked again. `failed`: an answer that cannot be right. `done`: nothing more is asked about the payment.
 */
export type Note =
  | Acknowledged
  | { readonly did: "asked"; readonly payment: string; readonly at: string }
  | { readonly did: "pending" | "unknown" | "done"; readonly payment: string }
  | { readonly did: "expired"; readonly count: number }
  | { readonly did: "failed"; readonly account: string; readonly payment: string; readonly message: string };

export function isAcknowledged(note: Note): note is Acknowledged {
  return ["held", "approved", "denied", "taken", "refused"].includes(note.did);
}

/** @param file a descriptor: what was written is there even if the process is killed */
export function writeNote(file: number, note: Note): void {
  writeSync(file, `${JSON.stringify(note)}\n`);
}

/** A line that a killed process did not end is none. */
export function readNotes(path: string): Note[] {
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, "utf8").split("\n").slice(0, -1);
  return lines.map((line) => JSON.parse(line));
}
