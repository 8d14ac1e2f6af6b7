import type { StoreFailureCode } from "@spendrail/ledger";
import { describe, expect, test } from "vitest";
import { failureOf } from "../src/failure-of.js";

describe("a fault of a command that may write", () => {
  const rows: [said: string, code: StoreFailureCode][] = [
    ["OOM command not allowed when used memory > 'maxmemory'. script: 1f0c, on @user_script:1.", "full"],
    ["OVERFLOW a sum of money has more than 45 digits script: 1f0c, on @user_script:30.", "full"],
    ["MISCONF Errors writing to the AOF file: No space left on device", "full"],
    ["READONLY You can't write against a read only replica.", "read_only"],
    ["BUSY Redis is busy running a script. You can only call SCRIPT KILL or SHUTDOWN NOSAVE.", "busy"],
    ["WRONGTYPE Operation against a key holding the wrong kind of value", "corrupt"],
    ["LOADING Redis is loading the dataset in memory", "unavailable"],
    ["MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'.", "unavailable"],
    ["CLUSTERDOWN The cluster is down", "unavailable"],
    ["TRYAGAIN Multiple keys request during rehashing of slot", "unavailable"],
    ["MOVED 3999 127.0.0.1:6381", "unavailable"],
    ["NOREPLICAS Not enough good replicas to write.", "unavailable"],
    ["NOAUTH Authentication required.", "unavailable"],
    ["NOPERM this user has no permissions to run the 'evalsha' command", "unavailable"],
    ["ERR max number of clients reached", "unavailable"],
    ["The client is closed", "unavailable"],
    ["The client is offline", "unavailable"],
    ["The queue is full", "unavailable"],
    ["Socket closed unexpectedly", "unknown_outcome"],
    ["read ECONNRESET", "unknown_outcome"],
    ["no answer within 5000 ms", "unknown_outcome"],
    ["", "unknown_outcome"],
  ];
  test.each(rows)("%s: %s", (said, code) => {
    expect(failureOf(new Error(said), "unknown_outcome").code).toBe(code);
  });
});

test("a fault of a command that only reads leaves nothing open", () => {
  expect(failureOf(new Error("Socket closed unexpectedly"), "unavailable")).toEqual({
    code: "unavailable",
    message: "Redis did not answer: Socket closed unexpectedly.",
  });
});
