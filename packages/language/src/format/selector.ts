import type { Selector } from "@spendrail/model";
import { countryName } from "../vocabulary/countries.js";
import { listed } from "./list.js";
import { categoryName, chainName, merchantName, recipientName, scopeName, tokenName } from "./names.js";

/** Who is paid: merchants, categories and MCCs as one list; empty when the selector says nothing about it. */
function who({ merchants = [], categories = [], mccs = [] }: Selector): string {
  return listed([...merchants.map(merchantName), ...categories.map(categoryName), ...codeRanges(mccs)]);
}

/** What `parsePolicy` takes as one range. */
const LONGEST_RANGE = 1_000;

/** The codes, with runs of three and more as ranges: `MCC 3000-3350`. */
function codeRanges(mccs: readonly string[]): string[] {
  const runs: string[][] = [];
  for (const mcc of mccs) {
    const run = runs.at(-1);
    const follows = run !== undefined && Number(mcc) === Number(run.at(-1)) + 1 && run.length < LONGEST_RANGE;
    if (follows) run.push(mcc);
    else runs.push([mcc]);
  }
  return runs.flatMap((run) => (run.length > 2 ? [`MCC ${run[0]}-${run.at(-1)}`] : run.map((mcc) => `MCC ${mcc}`)));
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
