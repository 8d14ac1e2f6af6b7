import type { Finding } from "../diagnostic/diagnostic.js";
import { type CurrencySign, SHARED_SIGNS } from "../vocabulary/money-words.js";
import type { Draft } from "./draft.js";

/** The currency of a policy: stated, or taken from its first amount, or assumed. */
export function policyCurrency(stated: string | undefined, drafts: readonly Draft[], findings: Finding[]): string {
  const amounts = drafts
    .flatMap(({ money }) => (money?.of === "amount" ? [money] : []))
    .sort((a, b) => a.start - b.start);
  let currency = stated;
  let first = amounts[0];
  const noted = new Set<number>();
  for (const amount of amounts) {
    if (noted.has(amount.start)) continue;
    noted.add(amount.start);
    const at = { start: amount.start, end: amount.end };
    const meant = currencyOf(amount.currency, stated);
    if (meant === undefined) {
      findings.push({
        code: "currency_ambiguous",
        at,
        message: "Several currencies are written like this; write the code, as in 100 SEK.",
      });
      continue;
    }
    if ("shared" in amount.currency && amount.currency.shared === "yen" && stated === undefined) {
      findings.push({ code: "currency_assumed", at, message: "Read as Japanese yen." });
    }
    if (currency === undefined) {
      currency = meant;
      first = amount;
    } else if (meant !== currency) {
      findings.push({
        code: "mixed_currency",
        at,
        message: `This amount is in ${meant}, but the policy is in ${currency}.`,
        ...(first && first !== amount && { related: [{ start: first.start, end: first.end }] }),
      });
    }
  }
  return currency ?? "USD";
}

function currencyOf(sign: CurrencySign, stated: string | undefined): string | undefined {
  if ("code" in sign) return sign.code;
  const { usual, others } = SHARED_SIGNS[sign.shared];
  return stated !== undefined && (others as readonly string[]).includes(stated) ? stated : usual;
}

/** Says where a figure without a currency was taken for money, or could be a number of payments. */
export function checkBareFigures(
  drafts: readonly Draft[],
  currency: string,
  stated: boolean,
  findings: Finding[],
): void {
  const fixed = stated || drafts.some(({ money }) => money?.of === "amount");
  const seen = new Set<number>();
  for (const { money, moneyOnly, moneyNearby } of drafts) {
    if (money?.of !== "number" || seen.has(money.start)) continue;
    seen.add(money.start);
    const at = { start: money.start, end: money.end };
    if (!moneyOnly && !stated && !moneyNearby) {
      findings.push({
        code: "amount_or_count_ambiguous",
        at,
        message: "This figure can be an amount of money or a number of payments.",
        fixes: [
          {
            title: "It is money",
            edits: [{ start: at.start, end: at.start, text: currency === "USD" ? "$" : `${currency} ` }],
          },
          { title: "It is a number of payments", edits: [{ start: at.end, end: at.end, text: " payments" }] },
        ],
      });
    } else if (!fixed) {
      findings.push({
        code: "currency_assumed",
        at,
        message: "This amount names no currency and is taken for US dollars.",
        fixes: [{ title: "Write $", edits: [{ start: at.start, end: at.start, text: "$" }] }],
      });
    }
  }
}
