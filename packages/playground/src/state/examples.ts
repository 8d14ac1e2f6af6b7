import type { Payment } from "@spendrail/model";
import type { State } from "./state.js";

const spend = (id: string, at: string, amount: string, merchant: string): Payment => ({
  id,
  account: "agent",
  amount,
  merchant,
  at,
});

const HISTORY: Payment[] = [
  spend("1", "2026-03-02T09:00:00Z", "40", "openai.com"),
  spend("2", "2026-03-02T15:30:00Z", "45", "arxiv.org"),
  spend("3", "2026-03-03T08:00:00Z", "30", "openai.com"),
  spend("4", "2026-03-03T20:15:00Z", "50", "openai.com"),
  spend("5", "2026-03-04T10:00:00Z", "25", "arxiv.org"),
];

const PAYMENT = spend("6", "2026-03-04T11:00:00Z", "45", "openai.com");

const TEXTS = {
  "Research agent": `# Buys model calls and papers.
Max $50 per transaction. Max $120 per day.
Max $400 per calendar month.
Only allow payments to openai.com and arxiv.org.
Block gambling.
Require approval above $40.`,
  "Software subscriptions": `Only allow software merchants.
Max $200 per transaction. Max $1,000 per month at each merchant.
Require approval above $100.
No duplicate payments within 1 hour.`,
  "Travel desk": `Only allow airlines, hotels and car rental.
Max $1,500 per transaction. Max $6,000 per month.
Time zone is Europe/Berlin.
Only on weekdays between 8am and 6pm.
Require 2 approvals above $1,000.`,
  "Stablecoin wallet": `Only allow USDC on base.
Max $20 per transaction. Max $100 in any 24 hours.
At most 30 payments per hour.
Keep at least $50 in the wallet.`,
} as const;

/** What the page starts with, and what can be chosen instead. */
export const EXAMPLES: readonly { name: string; text: string }[] = Object.entries(TEXTS).map(([name, text]) => ({
  name,
  text,
}));

export const FIRST_STATE: State = {
  text: TEXTS["Research agent"],
  other: TEXTS["Research agent"].replace("$120 per day", "$150 per day"),
  tab: "meaning",
  payment: PAYMENT,
  history: HISTORY,
  balance: "",
  now: PAYMENT.at,
  horizon: "P7D",
  cases: [],
};
