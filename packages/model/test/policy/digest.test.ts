import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { policyDigest, type SpendingPolicy } from "../../src/index.js";

const policy: SpendingPolicy = {
  version: 1,
  currency: "USD",
  rules: [{ kind: "limit", per: { type: "anchored", duration: "P1D" }, max: "500" }],
};

function sha256(text: string): string {
  return `sha256:${createHash("sha256").update(text, "utf8").digest("hex")}`;
}

/** A policy that blocks one merchant, and its canonical JSON written by hand. */
function blocking(merchant: string): [SpendingPolicy, string] {
  const json = `{"currency":"USD","rules":[{"kind":"block","what":{"merchants":[${JSON.stringify(merchant)}]}}],"version":1}`;
  return [{ version: 1, currency: "USD", rules: [{ kind: "block", what: { merchants: [merchant] } }] }, json];
}

describe("the digest of a policy", () => {
  it("is the SHA-256 of its canonical JSON", () => {
    const json = `{"currency":"USD","rules":[{"kind":"limit","max":"500","per":{"duration":"P1D","type":"anchored"}}],"version":1}`;
    expect(policyDigest(policy)).toBe(sha256(json));
    expect(policyDigest(policy)).toBe("sha256:7be37bbf288b03b9337491427689db65c70cba139aedeb543d6d02295ec1e512");
  });

  it("does not depend on the order of keys", () => {
    const reordered = { rules: policy.rules, currency: "USD", version: 1 } as SpendingPolicy;
    expect(policyDigest(reordered)).toBe(policyDigest(policy));
  });

  it.each(["acme", "café", "株式会社", "🏦", "a\u0000b", '"\\', "\u2028", "%41"])("encodes %j as UTF-8", (merchant) => {
    const [policy, json] = blocking(merchant);
    expect(policyDigest(policy)).toBe(sha256(json));
  });

  it("is what node:crypto says for any merchant", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (merchant) => {
        const [policy, json] = blocking(merchant);
        expect(policyDigest(policy)).toBe(sha256(json));
      }),
    );
  });
});
