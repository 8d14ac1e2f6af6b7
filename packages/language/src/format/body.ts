import type { Amount, ApprovalBody, Partition, RuleBody } from "@spendrail/model";
import { counted, figure, money, percent, period, span } from "./figures.js";
import { objectOf, selection } from "./selector.js";
import { times } from "./times.js";

const partition = (by: Partition | undefined): string => (by === undefined ? "" : ` per ${by}`);

/** What a rule says without its conditions, in lower case and without a period: `at most $500 per day on openai.com`. */
export function body(rule: RuleBody, currency: string): string {
  switch (rule.kind) {
    case "limit":
      return `${rule.exclusive ? "less than" : "at most"} ${money(rule.max, currency)} ${period(rule.per)}${partition(rule.by)}${selection(rule.on)}`;
    case "velocity":
      return `at most ${counted(rule.max, "payment")} ${period(rule.per)}${partition(rule.by)}${selection(rule.on)}`;
    case "allow":
      return `only allow ${objectOf(rule.only)}`;
    case "block":
      return `block ${rule.what === undefined ? "all payments" : objectOf(rule.what)}`;
    case "approval":
      return approval(rule, currency);
    case "duplicate":
      return `no duplicate payments within ${span(rule.within)}${selection(rule.on)}`;
    case "schedule":
      return `only allow payments ${times(rule.only)}`;
    case "drift":
      return `goal drift at most ${figure(rule.max)}`;
    case "reserve":
      return `keep at least ${money(rule.keep, currency)} in the wallet`;
    case "alert":
      return `warn at ${percent(rule.at)} of every limit${rule.per === undefined ? "" : ` ${period(rule.per)}`}`;
  }
}

function approval({ above, inclusive, per, by, approvers, on }: ApprovalBody, currency: string): string {
  const needed = approvers === undefined ? "approval" : counted(approvers, "approval");
  const noun = per === undefined ? "payments" : "spending";
  const what = above === undefined ? `all ${noun}` : `${noun} ${threshold(above, inclusive, currency)}`;
  return `require ${needed} for ${what}${per === undefined ? "" : ` ${period(per)}`}${partition(by)}${selection(on)}`;
}

function threshold(above: Amount, inclusive: true | undefined, currency: string): string {
  return inclusive ? `of ${money(above, currency)} or more` : `over ${money(above, currency)}`;
}
