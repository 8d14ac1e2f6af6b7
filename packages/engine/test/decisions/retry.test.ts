import { expect, it } from "vitest";
import { decide } from "./situation.js";

it("may be tried again between spends that leave the window and spends recorded ahead of their time", () => {
  const decision = decide({
    rules: [{ kind: "velocity", per: { type: "sliding", duration: "PT1H" }, max: 2 }],
    spends: [
      { at: "2026-03-04T11:30:00Z" },
      { at: "2026-03-04T11:40:00Z" },
      { at: "2026-03-04T12:35:00Z" },
      { at: "2026-03-04T12:36:00Z" },
    ],
    payment: { at: "2026-03-04T12:00:00Z" },
  });
  expect(decision.remedy).toEqual({ retryAt: "2026-03-04T12:30:00Z" });
});

it("may be tried again only after the spends that were recorded ahead of their time, when they leave no room", () => {
  const decision = decide({
    rules: [{ kind: "velocity", per: { type: "sliding", duration: "PT1H" }, max: 1 }],
    spends: [{ at: "2026-03-04T11:30:00Z" }, { at: "2026-03-04T12:20:00Z" }],
    payment: { at: "2026-03-04T12:00:00Z" },
  });
  expect(decision.remedy).toEqual({ retryAt: "2026-03-04T13:20:00Z" });
});

it("may be tried again when an allowlist ends, however often another one changes before", () => {
  const decision = decide({
    rules: [
      { kind: "allow", only: { chains: ["solana"] }, validUntil: "2030-01-01T00:00:00Z" },
      { kind: "allow", only: { merchants: ["openai.com"] }, during: { hours: { from: "00:00", to: "00:01" } } },
    ],
  });
  expect(decision).toMatchObject({ code: "chain_not_allowlisted", remedy: { retryAt: "2030-01-01T00:00:00Z" } });
});
