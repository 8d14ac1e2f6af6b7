import type { SpendingPolicy } from "../../src/index.js";

/** A policy that uses every key of the model, with the rules in the order of their kinds. */
export const FULL_POLICY: SpendingPolicy = {
  version: 1,
  currency: "USD",
  timeZone: "Europe/Berlin",
  weekStartsOn: "sunday",
  validFrom: "2026-01-01T00:00:00Z",
  validUntil: "2027-01-01T00:00:00Z",
  rules: [
    {
      kind: "limit",
      per: { type: "anchored", duration: "P1D" },
      max: "500",
      exclusive: true,
      by: "merchant",
      on: {
        merchants: ["*.example.com", "acme corp", "openai.com"],
        categories: ["adult", "gambling"],
        mccs: ["5734", "7995"],
        scopes: ["agent_to_agent", "compute"],
        tokens: ["EURC", "USDC"],
        chains: ["base", "eip155:10"],
        recipients: ["0xab5801a7d398351b8be11c439e05c5b3259aec9b", "Account 7"],
        countries: ["DE", "US"],
        merchantHistory: "new",
      },
      except: { merchants: ["arxiv.org"] },
      during: { days: ["monday", "friday"], hours: { from: "22:00", to: "02:00" } },
      validFrom: "2026-02-01T00:00:00Z",
      validUntil: "2026-03-01T00:00:00Z",
    },
    { kind: "velocity", per: { type: "sliding", duration: "PT1H" }, max: 10, by: "category", on: { mccs: ["5734"] } },
    { kind: "allow", only: { categories: ["adult"] } },
    { kind: "block", what: { categories: ["gambling"] } },
    {
      kind: "approval",
      above: "40",
      inclusive: true,
      per: { type: "calendar", unit: "week" },
      by: "recipient",
      approvers: 2,
      on: { tokens: ["USDC"] },
    },
    { kind: "duplicate", within: "P7D", on: { scopes: ["data"] } },
    { kind: "schedule", only: { days: ["monday", "tuesday"], hours: { from: "09:00", to: "17:00" } } },
    { kind: "drift", max: "0.5" },
    { kind: "reserve", keep: "100" },
    { kind: "alert", at: "0.8", per: "lifetime" },
  ],
};

/** The kinds of the rules of the full policy, in order. */
export const KINDS = FULL_POLICY.rules.map(({ kind }) => kind);

/** `limit.max` is the `max` of the full policy's limit. */
export function inFullPolicy(path: string): string {
  const [kind = "", ...rest] = path.split(/(?=[.[])/);
  const index = (KINDS as string[]).indexOf(kind);
  return index < 0 ? path : `rules[${index}]${rest.join("")}`;
}
