export type { FreezeRequest, Freezing, UnfreezeRequest } from "./account/freeze.js";
export type { Parents, ParentsRequest } from "./account/parents.js";
export type { PolicyRequest, PolicySetting } from "./account/set-policy.js";
export type { Frozen, PolicyVersion } from "./account/terms.js";
export type { ApproveRequest, RejectRequest } from "./approval/approve.js";
export type { Authorization, AuthorizationContext } from "./authorize/authorization.js";
export { type Copy, copyLedger } from "./copy/copy-ledger.js";
export type { RowCounts } from "./copy/fingerprint.js";
export type { LedgerSource, LedgerTarget, PortablePage, PortableRow } from "./copy/portable.js";
export { authorize, createLedger } from "./create-ledger.js";
export type { Delivery } from "./events/deliver.js";
export {
  createMonitor,
  type DecisionRates,
  type DenialRateHigh,
  type Monitor,
  type MonitorOptions,
} from "./events/monitor.js";
export type { Failed, LedgerError, LedgerErrorCode, StoreFailure, StoreFailureCode } from "./failure.js";
export { accountOfKey } from "./keys.js";
export type { Ledger } from "./ledger.js";
export type { Expiry } from "./lifecycle/expire.js";
export type { RefundRequest } from "./lifecycle/refund.js";
export type { CaptureRequest, Settlement, SpendName, VoidRequest } from "./lifecycle/settle.js";
export { createMemoryLedger, type MemoryLedger } from "./memory/memory-ledger.js";
export { MemoryStore } from "./memory/memory-store.js";
export { totalId } from "./range.js";
export { type Link, linkHash, sha256Hex } from "./records/chain.js";
export {
  type EventOf,
  type EventType,
  eventOf,
  type LedgerEvent,
  type RecordBodies,
  type SpendSnapshot,
} from "./records/event.js";
export { NO_HEAD } from "./records/head.js";
export type { DecisionRecord, Page, PageRequest } from "./reports/pages.js";
export type { SpendingSummary } from "./reports/spending-summary.js";
export type { HistoryCheck, KnownHistory } from "./reports/verify-history.js";
export type { LedgerOptions } from "./service.js";
export type { Approval, SpendState, SpendView } from "./spend/spend.js";
export type {
  Addition,
  Answer,
  Commit,
  Entry,
  Expectation,
  Fill,
  Head,
  HistoryQuery,
  Instant,
  LedgerStore,
  ListedDocument,
  Listing,
  ListQuery,
  Put,
  ReadRequest,
  RecordQuery,
  Release,
  Snapshot,
  Step,
  StoredDocument,
  StoredRecord,
  Sum,
  TotalKey,
  TotalRow,
} from "./store.js";
export { isWithin, TotalState } from "./total-state.js";
