import { describe, expect, it } from "vitest";
import { failureOf, isRefusal } from "../src/failure-of.js";

/** What `pg` rejects with when the server answers with an error. */
function answered(code: string, severity: string): Error {
  return Object.assign(new Error("it fails"), { code, severity });
}

describe("what the server answers", () => {
  const rows: [string, string, string, string, "nothing was written" | "unknown"][] = [
    ["lock time-out", "55P03", "ERROR", "busy", "nothing was written"],
    ["lock time-out, in German", "55P03", "FEHLER", "busy", "nothing was written"],
    ["statement time-out", "57014", "ERROR", "busy", "nothing was written"],
    ["serialization failure", "40001", "ERROR", "busy", "nothing was written"],
    ["deadlock", "40P01", "ERROR", "busy", "nothing was written"],
    ["standby", "25006", "ERROR", "read_only", "nothing was written"],
    ["disk full", "53100", "ERROR", "full", "nothing was written"],
    ["disk full while the log is written", "53100", "PANIC", "full", "unknown"],
    ["no such schema", "3F000", "ERROR", "foreign", "nothing was written"],
    ["no such function", "42883", "ERROR", "foreign", "nothing was written"],
    ["damaged page", "XX001", "ERROR", "corrupt", "nothing was written"],
    ["no right", "42501", "ERROR", "unavailable", "nothing was written"],
    ["out of locks", "53200", "ERROR", "unavailable", "nothing was written"],
    ["out of locks, in German", "53200", "FEHLER", "unavailable", "unknown"],
    ["shut down by an administrator", "57P01", "FATAL", "unavailable", "unknown"],
    ["another process of the server crashed", "57P02", "WARNING", "unavailable", "unknown"],
    ["transaction time-out, which ends the connection", "25P04", "FATAL", "unavailable", "unknown"],
    ["a pooler lost the server", "08P01", "FATAL", "unavailable", "unknown"],
  ];
  it.each(rows)("%s (%s %s): %s, %s", (_, state, severity, code, outcome) => {
    const fault = answered(state, severity);
    expect(failureOf(fault, "It did not work").code).toBe(code);
    expect(isRefusal(fault)).toBe(outcome === "nothing was written");
  });
});

describe("what the connection tells", () => {
  it.each([
    ["cut", Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" })],
    ["ended", new Error("Connection terminated unexpectedly")],
    ["timed out", new Error("Query read timeout")],
    ["something else", "odd"],
  ])("%s: not known", (_, fault) => {
    expect(failureOf(fault, "It did not work").code).toBe("unavailable");
    expect(isRefusal(fault)).toBe(false);
  });

  it("names every address that was tried", () => {
    const fault = new AggregateError([new Error("::1 refused"), new Error("127.0.0.1 refused")]);
    expect(failureOf(fault, "It did not work").message).toBe(
      "It did not work: Error: ::1 refused, Error: 127.0.0.1 refused.",
    );
  });
});
