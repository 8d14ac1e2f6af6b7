import type { StoreFailure, StoreFailureCode } from "@spendrail/ledger";

/** The codes with which Redis begins the error replies that say more than that a command failed. In all of them nothing was written. */
const REPLIES: Readonly<Record<string, readonly [StoreFailureCode, string]>> = {
  OOM: ["full", "its memory is used up"],
  OVERFLOW: ["full", "a sum of money would have more than 45 digits"],
  MISCONF: ["full", "it cannot write to its disk"],
  READONLY: ["read_only", "it is a replica"],
  BUSY: ["busy", "it runs a function of somebody else that takes long"],
  LOADING: ["unavailable", "it is reading its data"],
  MASTERDOWN: ["unavailable", "it is a replica whose master is down"],
  MOVED: ["unavailable", "it is one server of a cluster, which takes a client that `createCluster` made"],
  CLUSTERDOWN: ["unavailable", "a part of the cluster is down"],
  TRYAGAIN: ["unavailable", "the cluster is moving the slot"],
  NOREPLICAS: ["unavailable", "too few replicas are connected"],
  NOAUTH: ["unavailable", "it asks for a password"],
  NOPERM: ["unavailable", "the user is not permitted to do that"],
  WRONGTYPE: ["corrupt", "a key holds something else"],
};

/** What the client says when it did not send a command. */
const NOT_SENT = [
  "The client is closed",
  "The client is offline",
  "The queue is full",
  "The command was aborted",
  "All the root nodes are unavailable",
];

/**
 * What a fault of a command means for the caller.
 *
 * @param sent what became of a command that may have reached the server: `unavailable` where it only reads
 */
export function failureOf(fault: unknown, sent: "unavailable" | "unknown_outcome"): StoreFailure {
  const detail = fault instanceof Error ? fault.message : String(fault);
  const [, reply] = /^([A-Z]{3,}) /.exec(detail) ?? [];
  if (reply !== undefined) {
    const [code, reason] = REPLIES[reply] ?? ["unavailable", "it refused"];
    return { code, message: `Redis wrote nothing: ${reason} (${detail}).` };
  }
  if (NOT_SENT.includes(detail)) return { code: "unavailable", message: `Redis cannot be reached: ${detail}.` };
  if (sent === "unavailable") return { code: sent, message: `Redis did not answer: ${detail || "no reason given"}.` };
  return {
    code: sent,
    message: `Redis did not answer, and applied the step whole or not at all: ${detail || "no reason given"}.`,
  };
}
