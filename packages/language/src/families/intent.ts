import type { StatementKind } from "../document.js";

/** What a clause wants, apart from its figure, period and whom it is about. */
export type Intent =
  /** At most so much money or so many payments, or (`forbids`) nothing over so much. */
  | { kind: "ceiling"; forbids?: true; perPayment?: true; moneyOnly?: true; allows?: "only" | "also" }
  | { kind: "approval" }
  /** Payments up to the figure, or to the selector, need no approval; all others do. */
  | { kind: "autoApprove" }
  | { kind: "allow"; only: boolean }
  | { kind: "allowEverything" }
  | { kind: "block"; everything?: true }
  | { kind: "blockEverythingElse" }
  | { kind: "schedule"; only: boolean }
  | { kind: "duplicate" }
  | { kind: "cooldown" }
  | { kind: "alert" }
  | { kind: "drift" }
  | { kind: "reserve" }
  | { kind: "currency" }
  | { kind: "timeZone" }
  | { kind: "weekStart" }
  | { kind: "trust" }
  | { kind: "validity" };

/** Patterns of one statement family and what they mean. */
export type FamilyPatterns = readonly (readonly [pattern: string, intent: Intent])[];

/** Pairs each pattern with the intent. */
export function all(intent: Intent, ...patterns: string[]): FamilyPatterns {
  return patterns.map((pattern) => [pattern, intent] as const);
}

/** The kind of statement that an intent makes. A ceiling over a count is a `velocity`. */
export function statementKind(intent: Intent, counts: boolean): StatementKind {
  switch (intent.kind) {
    case "ceiling":
      return counts ? "velocity" : "limit";
    case "cooldown":
      return "velocity";
    case "autoApprove":
      return "approval";
    case "allowEverything":
      return "no_effect";
    case "blockEverythingElse":
      return "block";
    case "currency":
    case "timeZone":
    case "weekStart":
      return "setting";
    default:
      return intent.kind;
  }
}
