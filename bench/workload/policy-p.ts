import type { Payment, SpendingPolicy } from "@spendrail/model";

/** Policy P: the policy of the common workload. */
export const POLICY: SpendingPolicy = {
  version: 1,
  currency: "USD",
  rules: [
    { kind: "limit", per: "transaction", max: "50" },
    { kind: "limit", per: { type: "anchored", duration: "P1D" }, max: "500" },
    { kind: "limit", per: { type: "anchored", duration: "P7D" }, max: "2000" },
    { kind: "limit", per: { type: "anchored", duration: "P30D" }, max: "8000" },
    { kind: "limit", per: "lifetime", max: "100000" },
    { kind: "allow", only: { merchants: ["anthropic.com", "aws.amazon.com", "github.com", "openai.com"] } },
    { kind: "block", what: { mccs: ["5967", "7801", "7802", "7995"] } },
    { kind: "allow", only: { scopes: ["compute", "data"] } },
    { kind: "approval", above: "40" },
    { kind: "drift", max: "0.5" },
  ],
};

/** What the account holds, as text and as the plain number the floors take. */
export const BALANCE = { text: "2500.75", number: 2500.75 };

const DAY_MS = 86_400_000;
const FIRST_MS = Date.parse("2025-07-01T00:00:00Z");
/** Just after the last of the earlier spends. */
const NOW_MS = FIRST_MS + 330 * DAY_MS + 12 * 3_600_000;
/** Payments of each kind: so many that no single one is learned by heart. */
export const POOL = 1024;

function payment(id: string, at: number, amount: string, more: Partial<Payment>): Payment {
  const merchants = ["openai.com", "anthropic.com", "aws.amazon.com", "github.com"];
  const stated = {
    id,
    account: "agent-7",
    amount,
    merchant: merchants[id.length % 4] ?? "",
    mcc: "5734",
    scope: "compute" as const,
    driftScore: "0.12",
    at: new Date(at).toISOString().replace(".000Z", "Z"),
    ...more,
  };
  // As a request brings them: strings of their own, shared with nothing.
  return JSON.parse(JSON.stringify(stated));
}

function cents(index: number, from: number, to: number): string {
  const amount = from + ((index * 37) % (to - from));
  return `${Math.floor(amount / 100)}.${String(amount % 100).padStart(2, "0")}`;
}

/**
 * The earlier spends, 4.90 each, in time order: thirty a day, and a hundred on the last day, whose window then holds
 * 490 of its 500.
 *
 * @param count 10,000 in the common workload; other numbers lie as close together, and end on the same day. More are of
 * 0.01 each, so that the limits still have room
 */
export function earlierSpends(count = 10_000): Payment[] {
  const amount = count > 10_000 ? "0.01" : "4.9";
  const today = Math.min(count, 100);
  const before = count - today;
  return Array.from({ length: count }, (_, index) => {
    const at =
      index < before
        ? FIRST_MS + (330 - Math.ceil((before - index) / 30)) * DAY_MS + (index % 30) * 60_000
        : FIRST_MS + 330 * DAY_MS + (index - before) * 60_000;
    return payment(`s${index}`, at, amount, { merchant: ["openai.com", "anthropic.com", "github.com"][index % 3]! });
  });
}

/** Payments that pass all ten checks. */
export function approvedPayments(): Payment[] {
  return Array.from({ length: POOL }, (_, index) =>
    payment(`a${index}`, NOW_MS + index * 1000, cents(index, 105, 995), {}),
  );
}

/** Payments of a blocked merchant category. */
export function blockedPayments(): Payment[] {
  return Array.from({ length: POOL }, (_, index) =>
    payment(`b${index}`, NOW_MS + index * 1000, cents(index, 105, 995), { mcc: "7995" }),
  );
}

/** Payments for which the day has too little left. */
export function exceedingPayments(): Payment[] {
  return Array.from({ length: POOL }, (_, index) =>
    payment(`c${index}`, NOW_MS + index * 1000, cents(index, 1105, 3995), {}),
  );
}
