/** Document keys and list names: ASCII, whatever the ids hold. */
const part = encodeURIComponent;

export const termsKey = (account: string) => `terms/${part(account)}`;
export const spendKey = (account: string, payment: string) => `spend/${part(account)}/${part(payment)}`;
/** A document of this key says that the account has captured a payment to the merchant. */
export const merchantKey = (account: string, merchant: string) => `merchant/${part(account)}/${part(merchant)}`;

/** The spends that were counted on an account, by the instant they were counted at. */
export const spendsList = (account: string) => `spends/${part(account)}`;
/** The holds on an account by the instant they expire at. */
export const dueList = (account: string) => `due/${part(account)}`;
/** The holds of every account by the instant they expire at. */
export const ALL_DUE = "due";
/** The payments on an account that wait for approval, by the instant they were counted at. */
export const pendingList = (account: string) => `pending/${part(account)}`;
/** Terms with a policy for a time, by the instant it ends at. */
export const EXCEPTIONS = "exceptions";

/** The account in a document's key or a list's name, for stores that keep accounts apart; `undefined`: it is of every account. */
export function accountOfKey(key: string): string | undefined {
  const account = key.split("/")[1];
  return account === undefined ? undefined : decodeURIComponent(account);
}
