export { type CombinedDecision, type CombinedPolicy, combine } from "./combine.js";
export type { Membership, Selection } from "./compile/selection.js";
export { type CompiledPolicy, compilePolicy } from "./compile-policy.js";
export { type EvaluationContext, evaluate } from "./evaluate.js";
export type { Facts, Needs, Span, SpendFacts, SpendHistory, Total, TotalQuery } from "./facts.js";
export { headroom, type PaymentShape } from "./headroom.js";
export { createMemoryHistory, type MemoryHistory, type Recording } from "./history/memory-history.js";
export type { Account, EngineOptions } from "./options.js";
export { type LimitSummary, type Summary, summary } from "./summary.js";
