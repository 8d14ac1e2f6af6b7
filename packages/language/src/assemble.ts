import { parseInstant, type Rule, type SpendingPolicy } from "@spendrail/model";
import type { Finding, Span } from "./diagnostic/diagnostic.js";
import { notUnderstood } from "./diagnostic/findings.js";
import type { Interpretation } from "./interpret.js";
import type { ParseOptions } from "./parse-policy.js";
import { checkBareFigures, policyCurrency } from "./resolve/money.js";
import { agree, type Setting } from "./resolve/settings.js";
import { resolveValidity, type Validity } from "./resolve/validity.js";

interface Assembled {
  policy: SpendingPolicy;
  /** Indices of rules by statement. */
  rulesOf: number[][];
}

export function assemble(
  read: readonly (Interpretation & { statement: Span })[],
  options: ParseOptions,
  findings: Finding[],
): Assembled {
  const settings = read.flatMap((part) => part.settings);
  const drafts = read.flatMap((part) => part.drafts);
  const stated = agree(settings, "currency", findings);
  const zone = agree(settings, "timeZone", findings)?.value ?? "UTC";
  const week = agree(settings, "weekStartsOn", findings)?.value ?? "monday";
  agree(settings, "trust", findings);
  const currency = policyCurrency(stated?.value, drafts, findings);
  checkBareFigures(drafts, currency, stated !== undefined, findings);
  const referenceMs = options.reference === undefined ? undefined : parseInstant(options.reference);
  const validity = policyValidity(settings, zone, referenceMs, findings);
  const rules: Rule[] = [];
  const rulesOf = read.map((part) =>
    part.drafts.map((draft) => {
      const dates = resolveValidity(draft.validity, zone, referenceMs, findings);
      return rules.push({ ...draft.rule(draft.money?.value ?? ""), ...dates }) - 1;
    }),
  );
  checkEverythingElse(read, rules, findings);
  checkDuplicates(read, rules, rulesOf, findings);
  const policy: SpendingPolicy = {
    version: 1,
    currency,
    ...(zone !== "UTC" && { timeZone: zone }),
    ...(week !== "monday" && { weekStartsOn: week }),
    ...validity,
    rules,
  };
  return { policy, rulesOf };
}

/** The validity of the policy; two statements may name one end each. */
function policyValidity(
  settings: readonly Setting[],
  zone: string,
  referenceMs: number | undefined,
  findings: Finding[],
): Validity {
  const merged: Validity = {};
  let first: Setting | undefined;
  for (const setting of settings) {
    if (setting.name !== "validity") continue;
    const validity = resolveValidity(setting.phrases, zone, referenceMs, findings);
    const contradicts = (["validFrom", "validUntil"] as const).some(
      (key) => merged[key] !== undefined && validity[key] !== undefined && merged[key] !== validity[key],
    );
    if (contradicts && first) {
      findings.push({
        code: "setting_conflict",
        at: { start: setting.start, end: setting.end },
        related: [{ start: first.start, end: first.end }],
        message: "This contradicts an earlier statement.",
      });
    }
    first ??= setting;
    Object.assign(merged, validity);
  }
  return merged;
}

function checkEverythingElse(read: readonly Interpretation[], rules: readonly Rule[], findings: Finding[]): void {
  for (const { everythingElse } of read) {
    if (everythingElse === undefined) continue;
    const listed = rules.some((rule) => rule.kind === "allow");
    if (listed)
      findings.push({ code: "no_effect", at: everythingElse, message: "What is not allowed is blocked anyway." });
    else findings.push({ ...notUnderstood(everythingElse), message: "This needs a statement of what is allowed." });
  }
}

function checkDuplicates(
  read: readonly { statement: Span }[],
  rules: readonly Rule[],
  rulesOf: readonly (readonly number[])[],
  findings: Finding[],
): void {
  const seen = new Map<string, Span>();
  for (const [index, indices] of rulesOf.entries()) {
    const at = read[index]?.statement;
    if (indices.length === 0 || at === undefined) continue;
    const key = JSON.stringify(indices.map((rule) => rules[rule]));
    const first = seen.get(key);
    if (first === undefined) seen.set(key, at);
    else
      findings.push({
        code: "duplicate_statement",
        at: { start: at.start, end: at.end },
        related: [{ start: first.start, end: first.end }],
        message: "This says the same as an earlier statement.",
      });
  }
}
