import type { FreezeRequest, Freezing, UnfreezeRequest } from "./account/freeze.js";
import type { Parents, ParentsRequest } from "./account/parents.js";
import type { PolicyRequest, PolicySetting } from "./account/set-policy.js";
import type { ApproveRequest, RejectRequest } from "./approval/approve.js";
import type { Authorization, AuthorizationContext } from "./authorize/authorization.js";
import type { Delivery } from "./events/deliver.js";
import type { Expiry } from "./lifecycle/expire.js";
import type { RefundRequest } from "./lifecycle/refund.js";
import type { CaptureRequest, Settlement, SpendName, VoidRequest } from "./lifecycle/settle.js";
import type { EventOf, LedgerEvent } from "./records/event.js";
import type { DecisionRecord, Page, PageRequest } from "./reports/pages.js";
import type { SpendingSummary } from "./reports/spending-summary.js";
import type { HistoryCheck, KnownHistory } from "./reports/verify-history.js";
import type { SpendView } from "./spend/spend.js";

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
