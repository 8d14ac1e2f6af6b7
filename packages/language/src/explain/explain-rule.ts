import type { ApprovalBody, Partition, Rule, RuleBody, Selector, SpendingPolicy } from "@spendrail/model";
import { counted } from "../format/figures.js";
import { formatRule } from "../format/format-policy.js";
import { explainPeriod } from "./windows.js";

/**
 * Says what a rule means, with all that its statement leaves unsaid: where a window starts, what is counted, and what
 * happens to payments that it does not speak of.
 *
 * @param rule a rule of the policy; the policy gives currency, time zone and start of the week.
 * @returns one plain English sentence: the statement as `formatPolicy` writes it, a colon, and what it means, such as
 * "At most $500 per day: a 24-hour window that opens at the first spend; the first spend after its end opens the next;
 * amount and fee count." The wording may change between versions. Never throws on a valid policy.
 */
export function explainRule(rule: Rule, policy: SpendingPolicy): string {
  const statement = formatRule(rule, policy).slice(0, -1);
  return `${statement}: ${[...meaning(rule, policy), ...names(rule), ...conditions(rule, policy)].join("; ")}.`;
}

function meaning(rule: RuleBody, policy: SpendingPolicy): string[] {
  switch (rule.kind) {
    case "limit":
      return [
        explainPeriod(rule.per, policy),
        "amount and fee count",
        ...(rule.exclusive ? ["exactly that much is too much"] : []),
        ...partition(rule.by),
      ];
    case "velocity":
      return [explainPeriod(rule.per, policy), "payments count, whatever their amount", ...partition(rule.by)];
    case "allow":
      return [
        "any other payment is denied, and so is one that does not state what this looks at",
        "further lists of the same kind add to this one",
      ];
    case "block":
      return rule.what === undefined
        ? ["every payment is denied"]
        : [
            "a payment that matches is denied, even where a list allows it",
            "one that does not state what this looks at passes",
          ];
    case "approval":
      return approval(rule, policy);
    case "duplicate":
      return [
        "a payment is denied when one of the same amount went to the same merchant in that time",
        "without a merchant, to the same recipient",
      ];
    case "schedule":
      return [
        `times are those of ${policy.timeZone ?? "UTC"}`,
        "a payment at any other time is denied, unless another statement of this kind allows that time",
      ];
    case "drift":
      return ["a payment with a higher score, 0 to 1, is denied", "one without a score is not checked"];
    case "reserve":
      return [
        "a payment that would leave less, its fee included, is denied",
        "where the balance is not known, nothing is checked",
      ];
    case "alert":
      return [
        "the decision carries a warning once a payment takes a money limit that far",
        "it is never denied for that",
      ];
  }
}

function approval({ above, inclusive, per, by, approvers }: ApprovalBody, policy: SpendingPolicy): string[] {
  const people =
    approvers === undefined
      ? "a person approves"
      : `${counted(approvers, "different person").replace("persons", "people")} approve`;
  const compared =
    per === undefined || per === "transaction"
      ? ["each payment is looked at by itself"]
      : [explainPeriod(per, policy), "what is compared is the sum, this payment included"];
  return [
    `a payment that passes all other rules waits until ${people} it`,
    ...(above === undefined
      ? []
      : [...compared, "fees do not count", `exactly that much ${inclusive ? "needs it too" : "needs none"}`]),
    ...partition(by),
  ];
}

function partition(by: Partition | undefined): string[] {
  if (by === undefined) return [];
  return [`each ${by} is counted by itself, and payments that state no ${by} together`];
}

/** What the names of a rule's selectors do not say by themselves. */
function names(rule: Rule): string[] {
  const selectors = [...subjects(rule), ...(rule.except === undefined ? [] : [rule.except])];
  const found: string[] = [];
  for (const { merchants = [], merchantHistory } of selectors) {
    const pattern = merchants.find((merchant) => merchant.startsWith("*."));
    if (pattern !== undefined)
      found.push(`${pattern} is every host under ${pattern.slice(2)}, but not that one itself`);
    if (merchantHistory === "new") found.push("a merchant is new until a payment to it has been captured");
    if (merchantHistory === "known") found.push("a merchant is known once a payment to it has been captured");
  }
  return [...new Set(found)];
}

function subjects(rule: RuleBody): Selector[] {
  switch (rule.kind) {
    case "allow":
      return [rule.only];
    case "block":
      return rule.what === undefined ? [] : [rule.what];
    case "limit":
    case "velocity":
    case "approval":
    case "duplicate":
      return rule.on === undefined ? [] : [rule.on];
    case "schedule":
    case "drift":
    case "reserve":
    case "alert":
      return [];
  }
}

function conditions(rule: Rule, { timeZone = "UTC" }: SpendingPolicy): string[] {
  const { during, except, validFrom, validUntil } = rule;
  const counts = rule.kind === "limit" || rule.kind === "velocity" || rule.kind === "approval";
  const uncounted = counts ? " and does not count" : "";
  const found: string[] = [];
  if ("on" in rule && rule.on !== undefined)
    found.push(`a payment that does not state what this looks at is free of it${uncounted}`);
  if (except !== undefined) found.push(`a payment that matches the exception is free of this rule${uncounted}`);
  if (during !== undefined) found.push(`at other times (${timeZone}) a payment is free of it${uncounted}`);
  const hours = rule.kind === "schedule" ? [during?.hours, rule.only.hours] : [during?.hours];
  if (hours.some((span) => span !== undefined && span.to <= span.from)) {
    found.push("hours past midnight belong to the day they start on");
  }
  if (validFrom !== undefined) found.push(`nothing before ${validFrom} is affected`);
  if (validUntil !== undefined) found.push(`from ${validUntil} on the rule is over`);
  return found;
}
