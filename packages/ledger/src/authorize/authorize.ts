import { type Account, type CompiledPolicy, compilePolicy, type EngineOptions, type Total } from "@spendrail/engine";
import {
  type Decision,
  formatInstant,
  type Payment,
  parseInstant,
  readPayment,
  type SpendingPolicy,
} from "@spendrail/model";
import { readPath } from "../account/path.js";
import { registerCounters } from "../account/register-counters.js";
import type { JudgedPolicy, LoadedTerms } from "../account/terms-cache.js";
import { countersOf } from "../counter.js";
import { type Failed, failed, type LedgerError, storeFailed } from "../failure.js";
import { merchantKey, spendKey, termsKey } from "../keys.js";
import { expireDue } from "../lifecycle/expire.js";
import { totalId } from "../range.js";
import { MOST_TRIES, type Service } from "../service.js";
import { readSpend } from "../spend/document.js";
import type { Spend, SpendView } from "../spend/spend.js";
import { approvalIdOf, viewOf } from "../spend/view.js";
import type { Snapshot, StoredDocument, TotalKey } from "../store.js";
import { assumedTotals, type Case, caseOf, type Judged, judgeCase, missingCounters } from "./judge.js";
import { withRemedy } from "./remedy.js";
import { approvalStep, denialStep, holdStep } from "./steps.js";

/** What became of a payment. */
export type Authorization =
  | { readonly outcome: "approved"; readonly hold: SpendView; readonly decision: Decision }
  | {
      readonly outcome: "pending_approval";
      readonly hold: SpendView;
      readonly approvalId: string;
      readonly decision: Decision;
    }
  | { readonly outcome: "denied"; readonly decision: Decision }
  /** Nothing was decided; see `error.money` for whether anything may be held. */
  | { readonly outcome: "failed"; readonly error: LedgerError };

/** What a payment is judged against besides the policies on the ledger. */
export interface AuthorizationContext {
  /** One more policy for the payment's account, beside those that `setPolicy` put in force. */
  readonly policy?: SpendingPolicy | CompiledPolicy;
  /**
   * The balance that the caller knows of, less what is held already: the ledger knows of none, and verifies none that is not
   * stated. And whether the caller has frozen the account.
   */
  readonly account?: Account;
}

export async function authorizePayment(
  service: Service,
  stated: unknown,
  { policy, account = {} }: AuthorizationContext,
): Promise<Authorization> {
  const given = policy === undefined ? undefined : judgedPolicy(policy, service.engine);
  const reading = readPayment(stated);
  if (!reading.ok) {
    const listed = reading.issues.map(({ path, message }) => (path === "" ? message : `${path}: ${message}`));
    return { outcome: "denied", decision: invalidPayment(`The payment cannot be read: ${listed.join(" ")}`, given) };
  }
  const attempt = new Attempt(service, reading.payment, given, account);
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const answer = await attempt.next();
    if (answer !== undefined) return answer;
  }
  const message = `Others changed the same totals at each of ${MOST_TRIES} tries. Nothing is held.`;
  return { outcome: "failed", error: failed("contended", message).error };
}

function judgedPolicy(policy: SpendingPolicy | CompiledPolicy, engine: EngineOptions): JudgedPolicy {
  const compiled = "decide" in policy ? policy : compilePolicy(policy, engine);
  return { compiled, counters: countersOf(compiled) };
}

function invalidPayment(message: string, given: JudgedPolicy | undefined): Decision {
  return {
    outcome: "deny",
    code: "payment_invalid",
    message,
    check: "amount",
    trace: [{ check: "amount", result: "fail", note: message }],
    policyDigest: given?.compiled.digest ?? "",
  };
}

/** The tries to decide one payment and to hold its money in the same step. */
class Attempt {
  readonly #service: Service;
  readonly #payment: Payment;
  readonly #given: JudgedPolicy | undefined;
  readonly #account: Account;
  #atMs: number;
  /** First from what is remembered, then from what the store says. */
  #isFirst = true;
  #hasExpired = false;

  constructor(service: Service, payment: Payment, given: JudgedPolicy | undefined, account: Account) {
    this.#service = service;
    this.#payment = payment;
    this.#given = given;
    this.#account = account;
    this.#atMs = parseInstant(payment.at) as number;
  }

  /** @returns `undefined` when the payment has to be tried again */
  async next(): Promise<Authorization | undefined> {
    const isFirst = this.#isFirst;
    this.#isFirst = false;
    const reading = await readPath(this.#service, this.#payment.account);
    if (!reading.ok) return failure(reading);
    return isFirst ? this.#onAssumptions(reading.path) : this.#onFacts(reading.path);
  }

  /** Decides as if nothing had been spent; the step itself checks that the decision stands. One round trip. */
  async #onAssumptions(path: readonly LoadedTerms[]): Promise<Authorization | undefined> {
    const one = this.#case(path, this.#rememberedMerchants(path));
    if (this.#isAhead() || missingCounters(one).size > 0) return undefined;
    const judged = judgeCase(one, assumedTotals(one));
    const { outcome, decisions } = judged.decision;
    const isPlain = outcome === "approve" && decisions.every(({ warnings }) => warnings === undefined);
    return isPlain ? this.#commit(one, judged) : undefined;
  }

  async #onFacts(path: readonly LoadedTerms[]): Promise<Authorization | undefined> {
    const { store } = this.#service;
    const probe = this.#case(path, []);
    const keys = probe.policies.flatMap((policy) => policy.keys);
    const accounts = path.map(({ account }) => account);
    const answer = await store.read({
      documents: [
        spendKey(this.#payment.account, this.#payment.id),
        ...accounts.map(termsKey),
        ...this.#merchantKeys(accounts),
      ],
      accounts,
      totals: keys,
      atMs: this.#atMs,
    });
    if (!answer.ok) return failure(storeFailed(answer.failure));
    const first = answer.value.documents[0];
    if (first !== undefined) return this.#repeat(first);
    if (this.#isAhead()) return this.#deny(probe, this.#aheadDecision());
    if (this.#learn(path, answer.value)) return undefined;
    const missing = missingCounters(probe);
    if (missing.size > 0) return this.#register(missing);
    const one = this.#case(path, this.#rememberedMerchants(path));
    return isSame(keys, one) ? this.#decide(one, answer.value.totals) : undefined;
  }

  async #decide(one: Case, totals: readonly Total[]): Promise<Authorization | undefined> {
    const judged = judgeCase(one, totals);
    if (judged.decision.outcome !== "approve" && !this.#hasExpired) {
      this.#hasExpired = true;
      const expired = await expireDue(
        this.#service,
        one.path.map(({ account }) => account),
      );
      if (!expired.ok) return failure(expired);
      if (expired.expired > 0) return undefined;
    }
    if (judged.decision.outcome === "deny") {
      return this.#deny(one, await withRemedy(this.#service.store, one, judged));
    }
    return this.#commit(one, judged);
  }

  async #register(missing: ReturnType<typeof missingCounters>): Promise<Authorization | undefined> {
    for (const [account, counters] of missing) {
      const registered = await registerCounters(this.#service, account, counters);
      if (!registered.ok) return failure(registered);
    }
    return undefined;
  }

  async #commit(one: Case, judged: Judged): Promise<Authorization | undefined> {
    const given = this.#given?.compiled.policy;
    const isPending = judged.decision.outcome === "require_approval";
    const prepared = (isPending ? approvalStep : holdStep)(this.#service, one, judged, this.#payment, given);
    const answer = await this.#service.store.commit(prepared.step);
    if (!answer.ok) return failure(storeFailed(answer.failure));
    if (!answer.value.applied) return undefined;
    return authorizationOf(prepared.spend, answer.value.atMs);
  }

  async #deny(one: Case, decision: Decision): Promise<Authorization | undefined> {
    const { step, spend } = denialStep(this.#service, one, decision, this.#payment);
    const answer = await this.#service.store.commit(step);
    if (!answer.ok) return failure(storeFailed(answer.failure));
    return answer.value.applied ? authorizationOf(spend, answer.value.atMs) : undefined;
  }

  /** The payment's id was used before: the first answer again, for the same payment. */
  #repeat(document: StoredDocument): Authorization {
    const spend = readSpend(document);
    if (JSON.stringify(spend.payment) === JSON.stringify(this.#payment))
      return authorizationOf(spend, spend.firstAtMs ?? document.atMs);
    const message = `The id "${this.#payment.id}" belongs to another payment of "${this.#payment.account}".`;
    return { outcome: "failed", error: failed("id_conflict", message).error };
  }

  /** Remembers what was read. @returns whether the terms had changed meanwhile */
  #learn(path: readonly LoadedTerms[], { documents, atMs }: Snapshot): boolean {
    const { cache } = this.#service;
    this.#atMs = atMs;
    for (const document of documents.slice(1 + path.length)) {
      if (document !== undefined) cache.learnMerchant(document.key);
    }
    return path.some((terms, index) => cache.learnTerms(terms.account, documents[index + 1]) !== terms);
  }

  #isAhead(): boolean {
    return (parseInstant(this.#payment.at) as number) > this.#service.clock() + this.#service.aheadMs;
  }

  #aheadDecision(): Decision {
    const now = formatInstant(this.#service.clock());
    const message = `The payment is dated ${this.#payment.at}, too far ahead of the ledger's clock at ${now}`;
    return invalidPayment(message, this.#given);
  }

  #case(path: readonly LoadedTerms[], known: readonly string[]): Case {
    const nowMs = this.#service.clock();
    const circumstances = { given: this.#given, knownTo: known, account: this.#account, nowMs };
    return caseOf(path, this.#payment, this.#atMs, circumstances);
  }

  #merchantKeys(accounts: readonly string[]): string[] {
    const { merchant } = this.#payment;
    return merchant === undefined ? [] : accounts.map((account) => merchantKey(account, merchant));
  }

  #rememberedMerchants(path: readonly LoadedTerms[]): string[] {
    const { merchant } = this.#payment;
    if (merchant === undefined) return [];
    const accounts = path.map(({ account }) => account);
    return accounts.filter((account) => this.#service.cache.isMerchant(merchantKey(account, merchant)));
  }
}

/** Whether a case needs the totals that were asked for, although its instant may be a later one. */
export function isSame(asked: readonly TotalKey[], { policies }: Case): boolean {
  const needed = policies.flatMap(({ keys }) => keys);
  return (
    needed.length === asked.length && needed.every((key, index) => totalId(key) === totalId(asked[index] as TotalKey))
  );
}

/** The first answer to a payment, made again from what it was. */
export function authorizationOf(spend: Spend, atMs: number): Authorization {
  const { decision, payment } = spend;
  if (decision.outcome === "deny") return { outcome: "denied", decision };
  const first: Spend = {
    ...spend,
    held: payment.amount,
    captured: "0",
    refunded: "0",
    expiresAtMs: spend.firstExpiresAtMs,
    approvals: [],
  };
  if (decision.outcome === "approve")
    return { outcome: "approved", hold: viewOf({ ...first, state: "held" }, atMs), decision };
  const hold = viewOf({ ...first, state: "pending", approvers: decision.approvers ?? 1 }, atMs);
  return { outcome: "pending_approval", hold, approvalId: approvalIdOf(spend), decision };
}

/** A payment that was not decided. */
export function failure({ error }: Failed): Authorization {
  return { outcome: "failed", error };
}
