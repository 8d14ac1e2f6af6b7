import type { Account, Total } from "@spendrail/engine";
import { type Decision, type Payment, parseInstant } from "@spendrail/model";
import { readPath } from "../account/path.js";
import { registerCounters } from "../account/register-counters.js";
import type { JudgedPolicy, LoadedTerms } from "../account/terms-cache.js";
import { failed, storeFailed } from "../failure.js";
import { merchantKey, spendKey, termsKey } from "../keys.js";
import { expireDue } from "../lifecycle/expire.js";
import type { Service } from "../service.js";
import { readSpend } from "../spend/document.js";
import type { Snapshot, StoredDocument } from "../store.js";
import { type Authorization, authorizationOf, failure } from "./authorization.js";
import { assumedTotals, type Case, caseOf, isSame, type Judged, judgeCase, missingCounters } from "./judge.js";
import { invalidPayment, refuseDate } from "./refuse-date.js";
import { withRemedy } from "./remedy.js";
import { denialStep, holdStep } from "./steps.js";

/** The tries to decide one payment and to hold its money in the same step. */
export class Attempt {
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
    if (refuseDate(this.#service, this.#payment) !== undefined || missingCounters(one).size > 0) return undefined;
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
    const misdated = refuseDate(this.#service, this.#payment);
    if (misdated !== undefined) return this.#denyDate(probe, misdated);
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
    const prepared = holdStep(this.#service, one, judged, this.#payment, this.#given?.compiled.policy);
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

  /** On record at the ledger's time: at its own, a denial would stand where nobody looks for it. */
  #denyDate(one: Case, message: string): Promise<Authorization | undefined> {
    const decision = invalidPayment(message, this.#given?.compiled.digest ?? "");
    return this.#deny({ ...one, atMs: this.#service.clock() }, decision);
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
