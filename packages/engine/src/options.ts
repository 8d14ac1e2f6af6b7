import type { Amount, CategoryTable } from "@spendrail/model";

/** What a caller injects when a policy is compiled. All of it is read once, at compile time. */
export interface EngineOptions {
  /**
   * The value of one unit of a currency (or of a token without a peg) in the policy's currency, as a decimal string:
   * `{ EUR: "1.08" }` under a policy in USD. A product is rounded up at the 18th decimal. Without a rate, a payment in
   * another currency is denied `currency_mismatch`.
   */
  rates?: Readonly<Record<string, Amount>>;
  /** Tokens beyond the built-in table, or instead of its entries: ISO 4217 peg (or `null`) and on-chain decimals. */
  tokens?: Readonly<Record<string, { peg: string | null; decimals: number }>>;
  /** Categories beyond the built-in table, or instead of its entries. */
  categories?: CategoryTable;
  /** `deny`: a fact that a rule in force needs and the caller did not give denies `fact_missing`. */
  missing?: "deny";
  /** `all`: every check runs and is traced; the decision stays that of the first failure. */
  explain?: "all";
}

/** What is known of the account apart from its spends. */
export interface Account {
  /** Money at hand in the policy's currency, as a decimal string, with a `-` when overdrawn. Absent: not known. */
  balance?: Amount;
  /** A frozen account may spend nothing. */
  frozen?: boolean;
}
