import { createMemoryHistory, type Needs, type SpendHistory, type Total, type TotalQuery } from "@spendrail/engine";
import { type Payment, parseInstant, readPayment } from "@spendrail/model";

/** A history in memory that also has authorisations which were voided before any of their money left. */
export interface VoidedHistory extends SpendHistory {
  /** Throws on what is no payment above zero. */
  record(payment: Payment): void;
  /**
   * Counts an authorisation that was voided: it took no money and made no merchant known, but an anchored window that it
   * opened stays open.
   */
  recordVoided(payment: Payment): void;
}

export function createVoidedHistory(): VoidedHistory {
  const history = createMemoryHistory();
  const voided: Payment[] = [];
  const captured = new Set<string>();
  const record = (payment: Payment) => {
    const recording = history.record(payment);
    if (!recording.ok) throw new Error(`a payment cannot be recorded: ${recording.issues[0]?.message}`);
  };
  return {
    record(payment) {
      record(payment);
      const reading = readPayment(payment);
      if (reading.ok && reading.payment.merchant !== undefined) captured.add(reading.payment.merchant);
    },
    recordVoided(payment) {
      record(payment);
      voided.push(payment);
    },
    facts(needs) {
      const facts = history.facts(needs);
      if (voided.length === 0) return facts;
      const { merchant } = needs;
      return {
        totals: facts.totals.map((total, index) => without(voided, total, needs.totals[index] as TotalQuery, needs)),
        ...(merchant === undefined ? {} : { knownMerchant: captured.has(merchant) }),
      };
    },
    partitions: (account, selection) => history.partitions(account, selection),
  };
}

/** The total less what was voided of it; when it resets stays. */
function without(
  voided: readonly Payment[],
  total: Total,
  { selection, partition, span }: TotalQuery,
  { atMs }: Needs,
): Total {
  const counts = (payment: Payment) => {
    const paidMs = parseInstant(payment.at) as number;
    switch (span.type) {
      case "lifetime":
        return true;
      case "sliding":
        return paidMs > atMs - span.durationMs && paidMs <= atMs;
      case "calendar":
        return paidMs >= span.startMs && paidMs < span.endMs;
      case "anchored":
        return (
          total.resetsAtMs !== undefined && paidMs >= total.resetsAtMs - span.durationMs && paidMs < total.resetsAtMs
        );
    }
  };
  let { money, amount, count } = total;
  for (const payment of voided) {
    const membership = selection.membership(payment, false);
    if (!membership?.partitions.includes(partition) || !counts(payment)) continue;
    money -= membership.money;
    amount -= membership.amount;
    count -= 1;
  }
  return { ...total, money, amount, count };
}
