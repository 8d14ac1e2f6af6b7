import type { Scope } from "../policy/policy.js";

/**
 * A decimal number as text, in the payment's currency: at most 18 decimals, at most 10^15 either way. Trailing zeros
 * have no meaning, and `readPayment` cuts them off.
 *
 * @pattern ^[+-]?[0-9]+(\.[0-9]+)?$
 */
export type SignedAmount = string;

/**
 * A name that is compared as it is: nothing invisible in it, and no space around it.
 *
 * @minLength 1
 * @maxLength 256
 */
export type Name = string;

/**
 * A payment to be decided, as the caller states it. `readPayment` returns it in canonical form: merchant ids and
 * patterns folded, token and country in upper case, category, chain and `0x` recipients in lower case.
 */
export interface Payment {
  /** Idempotency key, unique within the account. */
  id: Name;
  /** Wallet, agent or card whose budget is spent. */
  account: Name;
  /** May carry a sign, so that the first check can say what is wrong with it. */
  amount: SignedAmount;
  /** In the same currency; may carry a sign. Absent: 0. */
  fee?: SignedAmount;
  /**
   * ISO 4217 code of `amount` and `fee`. Absent: the peg of `token`; with a token that has none, the token itself;
   * with no token, the policy's currency.
   *
   * @pattern ^[A-Za-z]{3}$
   */
  currency?: string;
  /** Host name, URL or name. @minLength 1 @maxLength 2048 */
  merchant?: string;
  /** Id of a category, listed in a table or not. @pattern ^[A-Za-z][A-Za-z0-9]*(_[A-Za-z0-9]+)*$ */
  category?: string;
  /** ISO 18245 merchant category code. @pattern ^[0-9]{4}$ */
  mcc?: string;
  scope?: Scope;
  /** Symbol. @pattern ^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$ */
  token?: string;
  /** Id. @pattern ^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$ */
  chain?: string;
  /** Address or account id. */
  recipient?: Name;
  /** ISO 3166-1 alpha-2. @pattern ^[A-Za-z]{2}$ */
  country?: string;
  /** How far the payment strays from the agent's goal, 0 to 1. @pattern ^[+]?[0-9]+(\.[0-9]+)?$ */
  driftScore?: string;
  /**
   * ISO 8601 instant with a zone, to the millisecond (finer digits are cut off).
   *
   * @pattern ^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?(Z|[+-][0-9]{2}:[0-9]{2})$
   */
  at: string;
}
