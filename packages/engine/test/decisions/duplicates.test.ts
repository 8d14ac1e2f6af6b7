import type { Payment } from "@spendrail/model";
import { expect, it } from "vitest";
import { decide } from "./situation.js";

type Payee = { [Field in "merchant" | "recipient"]?: Payment[Field] | undefined };

const OPENAI = "openai.com";
const ADOBE = "adobe.com";
const ACCOUNT_7 = "account-7";

it.each<[Payee, Payee, string]>([
  // earlier spend                                   payment                                        decided
  [{ merchant: OPENAI, recipient: undefined }, { merchant: OPENAI, recipient: undefined }, "duplicate_payment"],
  [{ merchant: OPENAI, recipient: ACCOUNT_7 }, { merchant: OPENAI, recipient: "other" }, "duplicate_payment"],
  [{ merchant: OPENAI, recipient: ACCOUNT_7 }, { merchant: undefined, recipient: ACCOUNT_7 }, "duplicate_payment"],
  [{ merchant: OPENAI, recipient: ACCOUNT_7 }, { merchant: ADOBE, recipient: ACCOUNT_7 }, "ok"],
  [{ merchant: OPENAI, recipient: ACCOUNT_7 }, { merchant: undefined, recipient: "other" }, "ok"],
  [{ merchant: OPENAI, recipient: ACCOUNT_7 }, { merchant: undefined, recipient: undefined }, "ok"],
])("after a payment to %j, one to %j is %s", (spend, payment, code) => {
  const decision = decide({
    rules: [{ kind: "duplicate", within: "P1D" }],
    spends: [{ ...spend, id: "earlier", at: "2026-03-04T11:00:00Z" } as Partial<Payment>],
    payment,
  });
  expect(decision.code).toBe(code);
});
