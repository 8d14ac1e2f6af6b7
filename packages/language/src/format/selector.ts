import type { Selector } from "@spendrail/model";
import { countryName } from "../vocabulary/countries.js";
import { listed } from "./list.js";
import { categoryName, chainName, merchantName, recipientName, scopeName, tokenName } from "./names.js";

/** Who is paid: merchants, categories and MCCs as one list. */
function who({ merchants = [], categories = [], mccs = [] }: Selector): string[] {
  return [...merchants.map(merchantName), ...categories.map(categoryName), ...codeRanges(mccs)];
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

/** One phrase of a selector, and how many items its list has. */
type PhraseOf = readonly [text: string, items: number];

/** Every dimension but who is paid, each phrase with its preposition. */
function phrases(selector: Selector): PhraseOf[] {
  const { scopes, countries, recipients, tokens, chains, merchantHistory } = selector;
  const found: PhraseOf[] = [];
  if (scopes !== undefined) found.push([`for ${listed(scopes.map(scopeName))}`, scopes.length]);
  if (merchantHistory !== undefined || countries !== undefined) {
    const history = merchantHistory === undefined ? "" : `${merchantHistory} `;
    const place = countries === undefined ? "" : ` in ${listed(countries.map(countryName))}`;
    found.push([`to ${history}merchants${place}`, countries?.length ?? 1]);
  }
  if (recipients !== undefined) found.push([`to ${listed(recipients.map(recipientName))}`, recipients.length]);
  if (tokens !== undefined) found.push([`in ${listed(tokens.map(tokenName))}`, tokens.length]);
  if (chains !== undefined) found.push([`on ${listed(chains.map(chainName))}`, chains.length]);
  return found;
}

/** Joins the phrases; one behind a list says that it is about all of its items: `on a.com and b.com, both in USDC`. */
function joined(list: readonly PhraseOf[]): string {
  return list
    .map(([text], index) => {
      const [, before = 0] = list[index - 1] ?? [];
      const link = before > 2 ? ", all " : before === 2 ? ", both " : index > 0 ? " " : "";
      return link + text;
    })
    .join("");
}

/** The selector behind a noun: ` on openai.com in USDC`, with its space; empty for no selector. */
export function selection(selector: Selector | undefined): string {
  if (selector === undefined) return "";
  const names = who(selector);
  const all = joined([
    ...(names.length === 0 ? [] : [[`on ${listed(names)}`, names.length] as const]),
    ...phrases(selector),
  ]);
  return all === "" ? "" : ` ${all}`;
}

/** The selector as an object: `openai.com and gambling` when it is about who is paid alone, else `payments in USDC`. */
export function objectOf(selector: Selector): string {
  const names = who(selector);
  return names.length > 0 && phrases(selector).length === 0 ? listed(names) : `payments${selection(selector)}`;
}

/** The selector behind "except": `openai.com in USDC`, `to new merchants`. */
export function exception(selector: Selector): string {
  const names = who(selector);
  return joined([...(names.length === 0 ? [] : [[listed(names), names.length] as const]), ...phrases(selector)]);
}
