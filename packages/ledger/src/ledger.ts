import type { Account, CompiledPolicy } from "@spendrail/engine";
import type { SpendingPolicy } from "@spendrail/model";
import {
  FREEZE,
  type FreezeRequest,
  type Freezing,
  freeze,
  UNFREEZE,
  type UnfreezeRequest,
  unfreeze,
} from "./account/freeze.js";
import { PARENTS, type Parents, type ParentsRequest, setParents } from "./account/parents.js";
import { endExceptions, POLICY, type PolicyRequest, type PolicySetting, setPolicy } from "./account/set-policy.js";
import { APPROVAL, type ApproveRequest, approve, REJECTION, type RejectRequest, reject } from "./approval/approve.js";
import { type Authorization, type AuthorizationContext, CONTEXT, failure } from "./authorize/authorization.js";
import { authorizePayment } from "./authorize/authorize.js";
import { type Delivery, deliverEvents } from "./events/deliver.js";
import type { Failed } from "./failure.js";
import { type Expiry, expireDue } from "./lifecycle/expire.js";
import { REFUND, type RefundRequest, refund } from "./lifecycle/refund.js";
import {
  CAPTURE,
  type CaptureRequest,
  capture,
  type Settlement,
  SPEND_NAME,
  type SpendName,
  settled,
  VOID,
  type VoidRequest,
  voidHold,
} from "./lifecycle/settle.js";
import { EVENT_TYPES, type EventOf, type LedgerEvent } from "./records/event.js";
import {
  DECISION_TYPES,
  type DecisionRecord,
  PAGE,
  type Page,
  type PageRequest,
  recordPage,
  spendPage,
} from "./reports/pages.js";
import { type SpendingSummary, spendingSummary } from "./reports/spending-summary.js";
import { type HistoryCheck, type KnownHistory, verifyHistory } from "./reports/verify-history.js";
import { name, object, optional, readRequest, type Shape, text } from "./request.js";
import { createService, type LedgerOptions } from "./service.js";
import type { SpendView } from "./spend/spend.js";
import type { LedgerStore } from "./store.js";

/**
 * Money that cannot be spent twice: the life of every spend, from the decision to the refund.
 *
 * Every method is one atomic step, or several of which each leaves the ledger whole. None throws: what cannot be done is an
 * error value that says in which state the money is. Steps are idempotent by their ids: repeating one gives the first
 * answer and changes nothing, and an id with other content is refused `id_conflict`.
 */
export interface Ledger {
  /**
   * Decides a payment under every policy on its account's path (its own, its parents', theirs, and the one given) and holds
   * its money on all of them in the same atomic step, or on none. `authorize` is the same as a function.
   */
  authorize(payment: unknown, context?: AuthorizationContext): Promise<Authorization>;
  /**
   * Settles what is held, whole or in parts; the part that is left stays held unless the capture is final. The merchant is
   * known to the account from here on.
   *
   * Refused: `over_hold`, `wrong_state` (not held, also past its time to live), `not_found`, `invalid`.
   */
  capture(request: CaptureRequest): Promise<Settlement>;
  /** Gives back what is still held; what was captured stays so. Refused: `wrong_state`, `not_found`. */
  void(request: VoidRequest): Promise<Settlement>;
  /**
   * Notes that captured money came back. It lowers lifetime and calendar totals in the stretch in which the spend counted; anchored and
   * sliding windows only with `reopens`. The fee and the number of payments stay. Refused: `over_captured`, `not_found`, `invalid`.
   */
  refund(request: RefundRequest): Promise<Settlement>;
  /**
   * One person's approval of a pending payment. The payment is judged again under the path, the policies and the totals of now,
   * and counts from now; with enough distinct people it is approved. One that would be denied now is denied, and its hold given back.
   * Whoever knows the balance says it again here: without it, it is not verified.
   *
   * Refused: `not_found`, `wrong_state` (not pending any more, also past its time to wait).
   */
  approve(request: ApproveRequest): Promise<Authorization>;
  /** Gives the hold of a pending payment back. Refused: `not_found`, `wrong_state`. */
  reject(request: RejectRequest): Promise<Settlement>;
  /**
   * Puts a policy in force on an account at once, for good or until an instant. What was spent stays counted, also under
   * limits that are new. Pending payments on the account and below it are judged again. Setting what is in force changes nothing.
   *
   * Refused: `invalid`.
   */
  setPolicy(request: PolicyRequest): Promise<PolicySetting>;
  /** Denies everything on the account and below it, from the next step on. */
  freeze(request: FreezeRequest): Promise<Freezing>;
  unfreeze(request: UnfreezeRequest): Promise<Freezing>;
  /**
   * Puts accounts above an account: payments from then on count on all of them and theirs, and are judged under their policies
   * too. Spends keep the path they were authorised on, those that people have to approve until they do. Refused: `cycle`.
   */
  setParents(request: ParentsRequest): Promise<Parents>;
  /**
   * Gives back every hold whose time to live is over. Holds of an account also expire when one of its payments would else be
   * denied; calling this now and then expires the others, and notes the end of exceptions.
   */
  expire(): Promise<Expiry>;
  /** Looks a spend up. Payments that were denied at once have one too, with nothing held. Refused: `not_found`. */
  spend(name: SpendName): Promise<Settlement>;
  /** The decisions on an account's payments, newest first; a payment that people approved has two. */
  decisions(request: PageRequest): Promise<Page<DecisionRecord>>;
  /** The spends that count on an account, its own and those from below it, by the instant they count at, newest first. */
  spends(request: PageRequest): Promise<Page<SpendView>>;
  /** The denials on an account's payments, newest first. */
  violations(request: PageRequest): Promise<Page<EventOf<"payment.denied">>>;
  /** Every record of an account, newest first: decisions, settlements, policy versions with digest and author, and the rest. */
  records(request: PageRequest): Promise<Page<LedgerEvent>>;
  /** What the limits of the account's own policy have counted. Refused: `not_found` (no policy), `invalid`. */
  spendingSummary(account: string, at: string): Promise<SpendingSummary>;
  /**
   * Goes through every record of an account and the hash of each, which covers the one before it.
   *
   * @param known what an earlier check answered, and was kept outside the ledger
   */
  verifyHistory(account: string, known?: KnownHistory): Promise<HistoryCheck>;
  /**
   * Hands over the events that were not handed over yet, in order for each account, one at a time. Each is taken off the
   * outbox once the handler is done: one may come again after a crash, and is told by its account and sequence. A handler that throws ends it
   * with `not_delivered`. Two deliveries at once may hand over the same event.
   */
  deliverEvents(handle: (event: LedgerEvent) => Promise<void> | void): Promise<Delivery>;
  /** Releases what the store holds open. Every later call fails `closed`. */
  close(): Promise<void>;
}

/** A ledger over any store. */
export function createLedger(store: LedgerStore, options: LedgerOptions = {}): Ledger {
  const service = createService(store, options);
  return {
    async authorize(payment, context = {}) {
      const reading = readRequest(context, CONTEXT);
      return reading.ok ? authorizePayment(service, payment, reading.request) : failure(reading);
    },
    capture: reading(CAPTURE, (request) => capture(service, request)),
    void: reading(VOID, (request) => voidHold(service, request)),
    refund: reading(REFUND, (request) => refund(service, request)),
    async approve(request) {
      const reading = readRequest(request, APPROVAL);
      return reading.ok ? approve(service, reading.request) : failure(reading);
    },
    reject: reading(REJECTION, (request) => reject(service, request)),
    setPolicy: reading(POLICY, (request) => setPolicy(service, request)),
    freeze: reading(FREEZE, (request) => freeze(service, request)),
    unfreeze: reading(UNFREEZE, (request) => unfreeze(service, request)),
    setParents: reading(PARENTS, (request) => setParents(service, request)),
    async expire() {
      const ended = await endExceptions(service);
      return ended.ok ? expireDue(service) : ended;
    },
    spend: reading(SPEND_NAME, (request) => settled(service, request, (spend) => ({ ok: true, done: true, spend }))),
    decisions: reading(PAGE, (request) => recordPage(service, DECISION_TYPES, request)),
    spends: reading(PAGE, (request) => spendPage(service, request)),
    violations: reading(PAGE, (request) => recordPage(service, ["payment.denied"], request)),
    records: reading(PAGE, (request) => recordPage(service, EVENT_TYPES, request)),
    async spendingSummary(account, at) {
      const reading = readRequest<{ account: string; at: string }>({ account, at }, { account: name, at: text });
      return reading.ok ? spendingSummary(service, account, at) : reading;
    },
    async verifyHistory(account, known) {
      const request: { account: string; known?: KnownHistory } = { account, ...(known === undefined ? {} : { known }) };
      const reading = readRequest(request, { account: name, known: optional(object) });
      return reading.ok ? verifyHistory(service, account, known) : reading;
    },
    deliverEvents: (handle) => deliverEvents(service, handle),
    close: () => store.close(),
  };
}

/** A method that looks at its request before it takes the step. */
function reading<Request extends object, Result>(
  shape: Shape<Request>,
  take: (request: Request) => Promise<Result>,
): (request: Request) => Promise<Result | Failed> {
  return async (request) => {
    const read = readRequest(request, shape);
    return read.ok ? take(read.request) : read;
  };
}

/**
 * Decides a payment and holds its money in the same step.
 *
 * @param policy one more policy for the payment's account, beside those that `setPolicy` put in force on its path; absent:
 * only those. A payment under no policy at all is denied.
 * @param payment any value; one that is not a well-formed payment is denied `payment_invalid`. That is the one decision that is not
 * recorded: what cannot be read has no account and no id to be kept under, and would let anybody who can send bytes fill
 * an account's history and take the ids of payments to come.
 * @param account the balance is not the ledger's: it is compared with this payment alone, so that payments which are authorised at the same
 * time on the same stated balance can overdraw it together. Money that must not be overdrawn needs a limit.
 * @returns approved with the hold, pending with the hold and the id under which people approve, or denied. Calling it again
 * with the same payment gives the first answer. Never throws.
 */
export function authorize(
  ledger: Ledger,
  policy: SpendingPolicy | CompiledPolicy | undefined,
  payment: unknown,
  account: Account = {},
): Promise<Authorization> {
  return ledger.authorize(payment, { account, ...(policy === undefined ? {} : { policy }) });
}
