import type { Amount, Scope } from "../policy/policy.js";

/**
 * A payment to be decided, as the caller states it. `readPayment` returns it in canonical form: merchant ids and
 * patterns folded, token and country in upper case, category, chain and `0x` recipients in lower case.
 */
export interface Payment {
  /** Idempotency key, unique within the account. */
  id: string;
  /** Wallet, agent or card whose budget is spent. */
  account: string;
  /** Decimal string; may carry a sign, so that the first check can say what is wrong with it. */
  amount: Amount;
  /** Decimal string in the same currency; may carry a sign. Absent: 0. */
  fee?: Amount;
  /**
   * ISO 4217 code of `amount` and `fee`. Absent: the peg of `token`; with a token that has none, the token itself;
   * with no token, the policy's currency.
   */
  currency?: string;
  merchant?: string;
  category?: string;
  /** ISO 18245 merchant category code, four digits. */
  mcc?: string;
  scope?: Scope;
  token?: string;
  chain?: string;
  recipient?: string;
  /** ISO 3166-1 alpha-2. */
  country?: string;
  /** How far the payment strays from the agent's goal, 0 to 1. */
  driftScore?: Amount;
  /** ISO 8601 instant with a zone, to the millisecond (finer digits are cut off). */
  at: string;
}
