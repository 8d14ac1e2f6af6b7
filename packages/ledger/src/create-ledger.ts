import type { Account, CompiledPolicy } from "@spendrail/engine";
import type { SpendingPolicy } from "@spendrail/model";
import { FREEZE, freeze, UNFREEZE, unfreeze } from "./account/freeze.js";
import { PARENTS, setParents } from "./account/parents.js";
import { endExceptions, POLICY, setPolicy } from "./account/set-policy.js";
import { APPROVAL, approve, REJECTION, reject } from "./approval/approve.js";
import { type Authorization, CONTEXT, failure } from "./authorize/authorization.js";
import { authorizePayment } from "./authorize/authorize.js";
import { deliverEvents } from "./events/deliver.js";
import type { Failed } from "./failure.js";
import type { Ledger } from "./ledger.js";
import { expireDue } from "./lifecycle/expire.js";
import { REFUND, refund } from "./lifecycle/refund.js";
import { CAPTURE, capture, SPEND_NAME, settled, VOID, voidHold } from "./lifecycle/settle.js";
import { EVENT_TYPES } from "./records/event.js";
import { DECISION_TYPES, PAGE, recordPage, spendPage } from "./reports/pages.js";
import { spendingSummary } from "./reports/spending-summary.js";
import { type KnownHistory, verifyHistory } from "./reports/verify-history.js";
import { name, object, optional, readRequest, type Shape, text } from "./request.js";
import { createService, type LedgerOptions } from "./service.js";
import type { LedgerStore } from "./store.js";

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
