import type { CompiledPolicy } from "@spendrail/engine";
import { readPayment, type SpendingPolicy } from "@spendrail/model";
import type { JudgedPolicy } from "../account/terms-cache.js";
import { countersOf } from "../counter.js";
import { failed } from "../failure.js";
import { MOST_TRIES, type Service } from "../service.js";
import { Attempt } from "./attempt.js";
import { type Authorization, type AuthorizationContext, failure } from "./authorization.js";
import { invalidPayment } from "./refuse-date.js";

/** See `Ledger.authorize`. */
export async function authorizePayment(
  service: Service,
  stated: unknown,
  { policy, account = {} }: AuthorizationContext,
): Promise<Authorization> {
  const given = policy === undefined ? undefined : judgedPolicy(policy, service);
  const reading = readPayment(stated);
  if (!reading.ok) {
    const listed = reading.issues.map(({ path, message }) => (path === "" ? message : `${path}: ${message}`));
    const message = `The payment cannot be read: ${listed.join(" ")}`;
    return { outcome: "denied", decision: invalidPayment(message, given?.compiled.digest ?? "") };
  }
  const attempt = new Attempt(service, reading.payment, given, account);
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const answer = await attempt.next();
    if (answer !== undefined) return answer;
  }
  return failure(
    failed("contended", `Others changed the same totals at each of ${MOST_TRIES} tries. Nothing is held.`),
  );
}

function judgedPolicy(policy: SpendingPolicy | CompiledPolicy, { compile }: Service): JudgedPolicy {
  const compiled = isCompiled(policy) ? policy : compile(policy);
  return { compiled, counters: countersOf(compiled) };
}

function isCompiled(policy: SpendingPolicy | CompiledPolicy): policy is CompiledPolicy {
  return "decide" in policy && typeof policy.decide === "function";
}
