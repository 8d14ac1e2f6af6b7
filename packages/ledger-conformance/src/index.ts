export type { Acknowledged } from "./checker/acknowledged.js";
export { checkLedger, type LedgerCheck } from "./checker/check-ledger.js";
export type { Fault, FaultKind } from "./checker/fault.js";
export { type Expectation, ledgerConformance, type Runner, type Subject } from "./conformance.js";
export type { LedgerModule, StoreOpener } from "./torture/ledger-module.js";
export {
  type Disturbance,
  type TortureCounts,
  type TortureOptions,
  type TortureProgress,
  type TortureReport,
  torture,
} from "./torture/torture.js";
