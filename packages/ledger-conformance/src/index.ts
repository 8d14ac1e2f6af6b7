export { type Expectation, ledgerConformance, type Runner, type Subject } from "./conformance.js";
