import { expect, it } from "vitest";
import { decide } from "./situation.js";

it("names the first of the rules that lack a fact, whatever dimension it is of", () => {
  const decision = decide({
    rules: [
      { kind: "block", what: { countries: ["KP"] } },
      { kind: "block", what: { tokens: ["XYZ"] } },
    ],
    payment: { token: undefined, country: undefined },
    options: { missing: "deny" },
  });
  expect(decision).toMatchObject({ code: "fact_missing", check: "scope", rule: 0 });
});

it("denies rather than ask one person where a rule that lacks a fact might ask for two", () => {
  const decision = decide({
    rules: [{ kind: "approval" }, { kind: "approval", approvers: 2, on: { countries: ["KP"] } }],
    payment: { country: undefined },
    options: { missing: "deny" },
  });
  expect(decision).toMatchObject({ outcome: "deny", code: "fact_missing", check: "approval", rule: 1 });
});
