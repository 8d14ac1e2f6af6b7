import type { Selector } from "@spendrail/model";
import { countryName } from "../vocabulary/countries.js";
import { listed } from "./list.js";
import { categoryName, chainName, merchantName, recipientName, scopeName, tokenName } from "./names.js";

/** Who is paid: merchants, categories and MCCs as one list; empty when the selector says nothing about it. */
function who({ merchants = [], categories = [], mccs = [] }: Selector): string {
  return listed([...merchants.map(merchantName), ...categories.map(categoryName), ...mccs.map((mcc) => `MCC ${mcc}`)]);
}

/** Every dimension but who is paid, each phrase with its preposition. */
function phrases(selector: Selector): string[] {
  const { scopes, countries, recipients, tokens, chains, merchantHistory } = selector;
  const found: string[] = [];
  if (scopes !== undefined) found.push(`for ${listed(scopes.map(scopeName))}`);
  if (merchantHistory !== undefined || countries !== undefined) {
    const history = merchantHistory === undefined ? "" : `${merchantHistory} `;
    const place = countries === undefined ? "" : ` in ${listed(countries.map(countryName))}`;
    found.push(`to ${history}merchants${place}`);
  }
  if (recipients !== undefined) found.push(`to ${listed(recipients.map(recipientName))}`);
  if (tokens !== undefined) found.push(`in ${listed(tokens.map(tokenName))}`);
  if (chains !== undefined) found.push(`on ${listed(chains.map(chainName))}`);
  return found;
}

/** The selector behind a noun: ` on openai.com in USDC`, with its space; empty for no selector. */
export function selection(selector: Selector | undefined): string {
  if (selector === undefined) return "";
  const whom = who(selector);
  return [...(whom === "" ? [] : [`on ${whom}`]), ...phrases(selector)].map((phrase) => ` ${phrase}`).join("");
}

/** The selector as an object: `openai.com and gambling` when it is about who is paid alone, else `payments in USDC`. */
export function objectOf(selector: Selector): string {
  const whom = who(selector);
  return whom !== "" && phrases(selector).length === 0 ? whom : `payments${selection(selector)}`;
}

/** The selector behind "except": `openai.com in USDC`, `to new merchants`. */
export function exception(selector: Selector): string {
  const whom = who(selector);
  return [...(whom === "" ? [] : [whom]), ...phrases(selector)].join(" ");
}
