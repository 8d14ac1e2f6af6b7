import { formatInstant, parseInstant, policyDigest, readPolicy } from "@spendrail/model";
import { redecidePending } from "../approval/redecide-pending.js";
import { countersOf } from "../counter.js";
import { type Failed, failed, type LedgerError, storeFailed } from "../failure.js";
import { EXCEPTIONS } from "../keys.js";
import { entryOf } from "../records/event.js";
import { anything, name, optional, type Shape, text } from "../request.js";
import type { Service } from "../service.js";
import { changeTerms } from "./change-terms.js";
import { atRow } from "./register-counters.js";
import type { PolicyVersion, Terms } from "./terms.js";
import type { LoadedTerms } from "./terms-cache.js";

export interface PolicyRequest {
  readonly account: string;
  /** Any value; what `readPolicy` refuses is refused `invalid`. */
  readonly policy: unknown;
  /** Who puts it in force. */
  readonly by: string;
  /**
   * An ISO 8601 instant, exclusive, until which the policy is an exception: from then on the one before it is in force
   * again by itself. Absent: for good.
   */
  readonly until?: string;
}

export const POLICY: Shape<PolicyRequest> = { account: name, policy: anything, by: name, until: optional(text) };

/** What became of a policy that was to be set. After `ok: false` with unchanged money, what was in force before still is. */
export type PolicySetting =
  | {
      readonly ok: true;
      /** What is in force from here on. */
      readonly version: PolicyVersion;
      /**
       * Present: the version is in force, but not every payment that waits for approval could be judged again, for this reason.
       * Those keep their holds, and are judged again when people approve them, or when the same policy is set again.
       */
      readonly unfinished?: LedgerError;
    }
  | Failed;

/** See `Ledger.setPolicy`. */
export async function setPolicy(service: Service, request: PolicyRequest): Promise<PolicySetting> {
  const version = readVersion(service, request);
  if (!version.ok) return version;
  const { account } = request;
  const { until } = version.version;
  const changed = await changeTerms(service, account, (loaded) => {
    const { exception, ...terms } = loaded.terms;
    const inForce = until === undefined && exception === undefined ? terms.policy : exception;
    if (inForce?.digest === version.version.digest && inForce.until === until) return { ok: true, done: true };
    const next: Terms =
      until === undefined
        ? { ...terms, policy: version.version }
        : { ...terms, exception: { ...version.version, until } };
    const body = { version: version.version, reason: "set" } as const;
    return {
      ok: true,
      terms: withCounters(service, next, loaded),
      records: [entryOf(account, service.clock(), "policy.changed", body)],
    };
  });
  if (!changed.ok) return changed;
  const redecided = await redecidePending(service, account);
  const { policy, exception } = changed.terms;
  return {
    ok: true,
    version: (until === undefined ? policy : exception) ?? version.version,
    ...(redecided.ok ? {} : { unfinished: redecided.error }),
  };
}

function readVersion(
  { clock }: Service,
  { policy, by, until }: PolicyRequest,
): { ok: true; version: PolicyVersion } | Failed {
  const reading = readPolicy(policy);
  if (!reading.ok) {
    const [{ path, message }] = reading.issues;
    return failed("invalid", `The policy is not valid: ${path}: ${message}`);
  }
  const untilMs = until === undefined ? undefined : parseInstant(until);
  if (until !== undefined && (untilMs === undefined || untilMs <= clock())) {
    return failed("invalid", `"${until}" is no instant to come, such as 2026-12-31T00:00:00Z.`);
  }
  return {
    ok: true,
    version: {
      policy: reading.policy,
      digest: policyDigest(reading.policy),
      by,
      at: formatInstant(clock()),
      ...(untilMs === undefined ? {} : { until: formatInstant(untilMs) }),
    },
  };
}

/** Keeps the counters that the policies in force need, and no others; those that stay keep what they counted. */
function withCounters({ compile }: Service, terms: Terms, { terms: before, revision }: LoadedTerms): Terms {
  const versions = [terms.policy, terms.exception].filter((version) => version !== undefined);
  const needed = versions.flatMap(({ policy }) => [...countersOf(compile(policy)).values()]);
  const unique = [...new Map(needed.map((counter) => [counter.id, counter])).values()];
  const kept = new Map(before.counters.map((counter) => [counter.id, counter]));
  return { ...terms, counters: unique.map((counter) => kept.get(counter.id) ?? atRow(revision)(counter)) };
}

/** Notes that exceptions have ended. They are out of force at their instant whether or not it is noted. */
export async function endExceptions(service: Service): Promise<{ readonly ok: true } | Failed> {
  const page = await service.store.list({ list: EXCEPTIONS, order: "oldest", toMs: service.clock() + 1, limit: 1000 });
  if (!page.ok) return storeFailed(page.failure);
  for (const { key } of page.value) {
    const account = decodeURIComponent(key.slice(key.indexOf("/") + 1));
    const ended = await changeTerms(service, account, (loaded) => {
      const { exception, ...terms } = loaded.terms;
      if (exception === undefined || (parseInstant(exception.until) as number) > service.clock()) {
        return { ok: true, done: true };
      }
      const { policy } = terms;
      const body = { ...(policy === undefined ? {} : { version: policy }), reason: "exception_ended" } as const;
      const records = [entryOf(account, service.clock(), "policy.changed", body)];
      return { ok: true, terms: withCounters(service, terms, loaded), records };
    });
    if (!ended.ok) return ended;
    const redecided = await redecidePending(service, account);
    if (!redecided.ok) return redecided;
  }
  return { ok: true };
}
