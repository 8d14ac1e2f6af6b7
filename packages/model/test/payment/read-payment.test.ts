import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalMerchant, type Payment, readPayment } from "../../src/index.js";
import { ABSENT, codesAndPaths, type Mistake, titleOf, withValue } from "../reading-table.js";

const FULL_PAYMENT: Payment = {
  id: "pay_1",
  account: "agent-1",
  amount: "12.5",
  fee: "0.05",
  currency: "USD",
  merchant: "openai.com",
  category: "digital_goods",
  mcc: "5734",
  scope: "compute",
  token: "USDC",
  chain: "base",
  recipient: "0xab5801a7d398351b8be11c439e05c5b3259aec9b",
  country: "US",
  driftScore: "0.1",
  at: "2026-03-01T12:00:00Z",
};

function expectMistakes(mistakes: readonly Mistake[]): void {
  it.each(mistakes.map((mistake) => [titleOf(mistake), ...mistake] as const))(
    "%s",
    (_, path, value, code, issuePath) => {
      const reading = readPayment(withValue(FULL_PAYMENT, path, value));
      expect(reading.ok ? [] : codesAndPaths(reading.issues)).toEqual([`${code} ${issuePath ?? path}`]);
    },
  );
}

/** What no field can be. */
function typeMistakes(path: string): Mistake[] {
  return [1, true, null, ["x"], { value: "x" }, 5n].map((value): Mistake => [path, value, "wrong_type"]);
}

function nameMistakes(path: string): Mistake[] {
  return [
    ...typeMistakes(path),
    [path, "", "malformed"],
    [path, " ", "malformed"],
    [path, "a ", "malformed"],
    [path, "a\u0000b", "malformed"],
    [path, "a\nb", "malformed"],
    [path, "a\u200bb", "malformed"],
    [path, "\udfff", "malformed"],
    [path, "x".repeat(257), "out_of_range"],
  ];
}

function amountMistakes(path: string): Mistake[] {
  return [
    ...typeMistakes(path),
    [path, 12.5, "wrong_type"],
    [path, Number.NaN, "wrong_type"],
    [path, "", "malformed"],
    [path, "-", "malformed"],
    [path, "+-1", "malformed"],
    [path, "1e3", "malformed"],
    [path, "1,000", "malformed"],
    [path, "$5", "malformed"],
    [path, ".5", "malformed"],
    [path, "5.", "malformed"],
    [path, " 5", "malformed"],
    [path, "5\n", "malformed"],
    [path, "０", "malformed"],
    [path, "NaN", "malformed"],
    [path, "-Infinity", "malformed"],
    [path, "0.0000000000000000001", "out_of_range"],
    [path, "1000000000000000.1", "out_of_range"],
  ];
}

describe("a payment in canonical form", () => {
  it("may have every key", () => {
    expect(readPayment(FULL_PAYMENT)).toEqual({ ok: true, payment: FULL_PAYMENT });
  });

  it("may have the required keys alone", () => {
    const payment = { id: "1", account: "a", amount: "1", at: "2026-03-01T12:00:00Z" };
    expect(readPayment(payment)).toEqual({ ok: true, payment });
    expect(readPayment({ ...payment, fee: undefined, merchant: undefined })).toEqual({ ok: true, payment });
  });

  it("has its keys in the order of the model", () => {
    const reversed = Object.fromEntries(Object.entries(FULL_PAYMENT).reverse());
    expect(JSON.stringify(readPayment(reversed))).toBe(JSON.stringify({ ok: true, payment: FULL_PAYMENT }));
  });

  it.each<[keyof Payment, string, string]>([
    ["id", "Any Name: 7/b", "Any Name: 7/b"],
    ["id", "支払い 1", "支払い 1"],
    ["account", "x".repeat(256), "x".repeat(256)],
    ["amount", "12.50", "12.5"],
    ["amount", "012", "12"],
    ["amount", "0", "0"],
    ["amount", "1.000", "1"],
    ["amount", "-5.00", "-5"],
    ["amount", "+5", "5"],
    ["amount", "-0.00", "0"],
    ["amount", "1000000000000000", "1000000000000000"],
    ["amount", "-1000000000000000.000", "-1000000000000000"],
    ["amount", "999999999999999.999999999999999999", "999999999999999.999999999999999999"],
    ["amount", "0.0000000000000000010", "0.000000000000000001"],
    ["fee", "-0.10", "-0.1"],
    ["currency", "eur", "EUR"],
    ["merchant", "https://user@WWW.OpenAI.com:443/path?q#f", "openai.com"],
    ["merchant", "  Acme   Corp", "acme   corp"],
    ["category", "Gambling", "gambling"],
    ["category", "unlisted_category", "unlisted_category"],
    ["mcc", "0001", "0001"],
    ["scope", "Agent_to_Agent", "agent_to_agent"],
    ["token", "usdc", "USDC"],
    ["chain", "Base", "base"],
    ["recipient", "0XAB", "0xab"],
    ["recipient", "Acct_1", "Acct_1"],
    ["country", "gb", "GB"],
    ["driftScore", "0.50", "0.5"],
    ["driftScore", "1.0", "1"],
    ["at", "2026-03-01T13:00+01:00", "2026-03-01T12:00:00Z"],
    ["at", "2026-03-01T12:00:00.1239Z", "2026-03-01T12:00:00.123Z"],
  ])("takes %s %s as %s", (key, text, canonical) => {
    const reading = readPayment({ ...FULL_PAYMENT, [key]: text });
    expect(reading).toEqual({ ok: true, payment: { ...FULL_PAYMENT, [key]: canonical } });
  });
});

describe("a mistake in a payment", () => {
  expectMistakes([
    ["id", ABSENT, "missing"],
    ["id", undefined, "missing"],
    ...nameMistakes("id"),
    ["account", ABSENT, "missing"],
    ...nameMistakes("account"),
    ["amount", ABSENT, "missing"],
    ...amountMistakes("amount"),
    ...amountMistakes("fee"),
    ...typeMistakes("currency"),
    ["currency", "", "malformed"],
    ["currency", "USDC", "malformed"],
    ["currency", "XXX", "unknown_value"],
    ...typeMistakes("merchant"),
    ["merchant", "", "malformed"],
    ["merchant", " \t", "malformed"],
    ["merchant", "https://", "malformed"],
    ["merchant", "a\u0000b", "malformed"],
    ["merchant", "x".repeat(3_000), "out_of_range"],
    ...typeMistakes("category"),
    ["category", "", "malformed"],
    ["category", "digital goods", "malformed"],
    ["category", "a".repeat(257), "out_of_range"],
    ...typeMistakes("mcc"),
    ["mcc", 5734, "wrong_type"],
    ["mcc", "", "malformed"],
    ["mcc", "573", "malformed"],
    ["mcc", "57345", "malformed"],
    ["mcc", "٥٧٣٤", "malformed"],
    ...typeMistakes("scope"),
    ["scope", "", "unknown_value"],
    ["scope", "saas", "unknown_value"],
    ...typeMistakes("token"),
    ["token", "", "malformed"],
    ["token", "US DC", "malformed"],
    ...typeMistakes("chain"),
    ["chain", "", "malformed"],
    ["chain", "base ", "malformed"],
    ...nameMistakes("recipient"),
    ...typeMistakes("country"),
    ["country", "", "malformed"],
    ["country", "USA", "malformed"],
    ["country", "UK", "unknown_value"],
    ...amountMistakes("driftScore"),
    ["driftScore", "-0.1", "out_of_range"],
    ["driftScore", "1.1", "out_of_range"],
    ["at", ABSENT, "missing"],
    ...typeMistakes("at"),
    ["at", 1_772_366_400_000, "wrong_type"],
    ["at", "", "malformed"],
    ["at", "2026-03-01", "malformed"],
    ["at", "2026-03-01T12:00:00", "malformed"],
    ["at", "2026-02-30T12:00:00Z", "malformed"],
    ["at", "2026-03-01T24:00:00Z", "malformed"],
    ["name", "mine", "unknown_key"],
    ["nothing", undefined, "unknown_key"],
    ["odd key", 1, "unknown_key", '["odd key"]'],
    ["__proto__", { amount: "1" }, "unknown_key"],
    ["constructor", "x", "unknown_key"],
  ]);

  it.each([
    [null],
    [undefined],
    ["payment"],
    [5],
    [[]],
    [[FULL_PAYMENT]],
    [new Map(Object.entries(FULL_PAYMENT))],
    [new (class P {})()],
    [Object.create(FULL_PAYMENT)],
    [() => FULL_PAYMENT],
  ])("%o is no payment", (value) => {
    const reading = readPayment(value);
    expect(reading.ok ? [] : codesAndPaths(reading.issues)).toEqual(["wrong_type "]);
  });

  it("is named with all others", () => {
    const reading = readPayment({ account: "", amount: 5, at: "now", extra: 1 });
    expect(reading.ok ? [] : codesAndPaths(reading.issues)).toEqual([
      "unknown_key extra",
      "missing id",
      "malformed account",
      "wrong_type amount",
      "malformed at",
    ]);
  });

  it("that is a JSON number says what to write", () => {
    const reading = readPayment({ ...FULL_PAYMENT, amount: 12.5 });
    expect(reading.ok ? [] : reading.issues.map(({ message }) => message)).toEqual([
      '"amount" must be text, not a number, as a JSON number would not be exact: write "12.5".',
    ]);
  });
});

describe("a hostile object", () => {
  it("whose getter throws is refused", () => {
    const reading = readPayment(
      Object.defineProperty({ ...FULL_PAYMENT }, "amount", { get: () => JSON.parse("{"), enumerable: true }),
    );
    expect(reading.ok ? [] : codesAndPaths(reading.issues)).toEqual(["wrong_type "]);
  });

  it("whose getter changes its mind is read once", () => {
    let reads = 0;
    const amount = {
      get: () => {
        reads += 1;
        return `${reads}`;
      },
      enumerable: true,
    };
    const reading = readPayment(Object.defineProperty({ ...FULL_PAYMENT }, "amount", amount));
    expect(reading).toEqual({ ok: true, payment: { ...FULL_PAYMENT, amount: "1" } });
  });

  it("that is a revoked proxy is refused", () => {
    const { proxy, revoke } = Proxy.revocable({ ...FULL_PAYMENT }, {});
    revoke();
    expect(readPayment(proxy).ok).toBe(false);
  });

  it("inherits nothing from a tampered Object.prototype", () => {
    const { merchant: _, ...withoutMerchant } = FULL_PAYMENT;
    Object.defineProperty(Object.prototype, "merchant", {
      value: "openai.com",
      enumerable: true,
      configurable: true,
      writable: true,
    });
    try {
      const reading = readPayment(withoutMerchant);
      expect(reading.ok ? [] : codesAndPaths(reading.issues)).toEqual(["unknown_key merchant"]);
    } finally {
      Reflect.deleteProperty(Object.prototype, "merchant");
    }
  });
});

const host = fc
  .array(fc.stringMatching(/^[a-z0-9]{1,8}$/), { minLength: 1, maxLength: 5 })
  .chain((labels) => fc.constantFrom(...["com", "co.uk", "www", "x1", "zip"]).map((end) => [...labels, end].join(".")));

describe("laws", () => {
  it("reads the merchant as canonicalMerchant does", () => {
    const merchant = fc.oneof(
      host,
      fc.domain(),
      fc.webUrl(),
      fc.string({ unit: "grapheme" }),
      fc.stringMatching(/^(www\.){0,2}[a-z0-9.]{1,9}$/),
    );
    fc.assert(
      fc.property(merchant, (merchant) => {
        const expected = canonicalMerchant(merchant);
        const reading = readPayment({ ...FULL_PAYMENT, merchant });
        if (reading.ok)
          expect({ ok: true, id: reading.payment.merchant }).toEqual({ ok: true, id: expected.ok && expected.id });
        else expect(expected.ok).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });

  it("never throws, and reads what it gave back the same", () => {
    const text = fc.oneof(
      fc.string(),
      fc.string({ unit: "grapheme" }),
      fc.constantFrom(...Object.values(FULL_PAYMENT)),
    );
    const exotic = fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withNullPrototype: true,
      withObjectString: true,
      withSet: true,
      withSparseArray: true,
      withTypedArray: true,
    });
    const field = fc.oneof(text, exotic);
    const keys = Object.keys(FULL_PAYMENT);
    const payment = fc.oneof(
      exotic,
      fc.dictionary(fc.constantFrom(...keys, "__proto__", "extra"), field),
      fc.record(
        Object.fromEntries(keys.map((key) => [key, fc.oneof(fc.constant(FULL_PAYMENT[key as keyof Payment]), field)])),
      ),
    );
    fc.assert(
      fc.property(payment, (json) => {
        const reading = readPayment(json);
        if (reading.ok) expect(readPayment(reading.payment)).toEqual(reading);
        else expect(reading.issues.length).toBeGreaterThan(0);
      }),
      { numRuns: 1_000 },
    );
  });
});
