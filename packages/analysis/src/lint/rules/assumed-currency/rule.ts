import type { LintRule } from "../../rule.js";

/** Amounts without a currency, or with a sign that several share. */
export const assumedCurrency: LintRule = {
  severity: "warning",
  summary: "An amount names no currency, and one was assumed.",
  reports: ["currency_assumed"],
  check({ policy: { currency }, source }) {
    const assumed = (source?.diagnostics ?? []).filter(({ code }) => code === "currency_assumed");
    const [first] = assumed;
    if (first === undefined) return [];
    return [
      {
        at: { span: first.range, path: "/currency" },
        message: first.message,
        related: assumed.slice(1).map(({ range, message }) => ({ at: { span: range, path: "/currency" }, message })),
        changes: [
          {
            title: `Say that it is ${currency}`,
            effect: "same" as const,
            setting: { statement: `Currency is ${currency}.`, key: "currency" as const, value: currency },
          },
        ],
      },
    ];
  },
};
