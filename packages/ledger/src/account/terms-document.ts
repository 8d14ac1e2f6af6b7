import { parseInstant } from "@spendrail/model";
import { EXCEPTIONS, termsKey } from "../keys.js";
import type { Put } from "../store.js";
import type { Terms } from "./terms.js";

/** Writes an account's terms; those with a policy for a time are on the list of these. */
export function putTerms(account: string, terms: Terms): Put {
  const { exception } = terms;
  const lists = exception === undefined ? [] : [{ list: EXCEPTIONS, atMs: parseInstant(exception.until) as number }];
  return { key: termsKey(account), body: JSON.stringify(terms), lists };
}
