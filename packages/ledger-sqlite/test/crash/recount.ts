import type { EventType, SpendView } from "@spendrail/ledger";
import { BUDGETS, type Budget, PARENT } from "./budget.js";

/** A record, in the order in which all records of the file were committed. */
export interface Committed {
  readonly type: EventType;
  readonly atMs: number;
  readonly body: string;
}

/** A spend as its records tell it. Money is in cents. */
export interface Recounted {
  readonly account: string;
  readonly merchant: string;
  readonly atMs: number;
  readonly held: number;
  readonly captured: number;
  readonly refunded: number;
}

export interface Recount {
  readonly spends: ReadonlyMap<string, Recounted>;
  /** What must not be: a payment held twice, or a budget exceeded at the instant of a hold. */
  readonly faults: readonly string[];
}

/** Goes through everything that was ever committed, and adds up anew at each hold. */
export function recount(records: readonly Committed[]): Recount {
  const spends = new Map<string, Recounted>();
  const faults: string[] = [];
  for (const { type, atMs, body } of records) {
    const { payment, hold, spend } = JSON.parse(body);
    if (type === "payment.approved") {
      if (spends.has(payment.id)) faults.push(`${payment.id} was held twice`);
      const one = { account: payment.account, merchant: payment.merchant, atMs, ...centsOf(hold) };
      spends.set(payment.id, one);
      faults.push(...exceeded([...spends.values()], one).map((budget) => `${payment.id} exceeded ${budget}`));
    } else if (spend !== undefined) {
      spends.set(spend.payment, { ...(spends.get(spend.payment) as Recounted), ...centsOf(spend) });
    }
  }
  return { spends, faults };
}

export function centsOf({ held, captured, refunded }: Pick<SpendView, "held" | "captured" | "refunded">) {
  const [heldCents, capturedCents, refundedCents] = [held, captured, refunded].map((amount) =>
    Math.round(Number(amount) * 100),
  ) as [number, number, number];
  return { held: heldCents, captured: capturedCents, refunded: refundedCents };
}

function exceeded(spends: readonly Recounted[], { account, merchant, atMs }: Recounted): string[] {
  return [account, PARENT].flatMap((counting) =>
    (BUDGETS[counting] ?? [])
      .filter((budget) => totalOf(budget, counting, spends, atMs, merchant) > budget.max)
      .map((budget) => `${counting}: ${JSON.stringify(budget)}`),
  );
}

/** @param spends by instant */
export function totalOf(
  { span, counts, byMerchant }: Budget,
  account: string,
  spends: readonly Recounted[],
  atMs: number,
  merchant: string,
): number {
  const counted = spends.filter(
    (spend) => (account === PARENT || spend.account === account) && (!byMerchant || spend.merchant === merchant),
  );
  const fromMs = typeof span === "string" ? Number.NEGATIVE_INFINITY : startOf(span, counted, atMs);
  const isWindow = typeof span !== "string";
  return counted
    .filter((spend) => spend.atMs >= fromMs && (span !== "hour" || hourOf(spend.atMs) === hourOf(atMs)))
    .filter(({ held, captured }) => held + captured > 0)
    .map(({ held, captured, refunded }) => (counts === "payments" ? 1 : held + captured - (isWindow ? 0 : refunded)))
    .reduce((sum, part) => sum + part, 0);
}

const hourOf = (atMs: number) => Math.floor(atMs / 3_600_000);

/** The first instant that counts. An anchored window opens with the first spend at or after the end of the one before. */
function startOf(
  { type, durationMs }: Exclude<Budget["span"], string>,
  spends: readonly Recounted[],
  atMs: number,
): number {
  if (type === "sliding") return atMs - durationMs + 1;
  let openedMs = Number.NEGATIVE_INFINITY;
  for (const spend of spends) if (spend.atMs >= openedMs + durationMs) openedMs = spend.atMs;
  return atMs < openedMs + durationMs ? openedMs : Number.POSITIVE_INFINITY;
}
