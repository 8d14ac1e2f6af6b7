import vm from "node:vm";
import { build } from "esbuild";
import { describe, expect, test } from "vitest";
import { root } from "./workspace.js";

/** Built packages as one script. Package names lead to their `dist`, as for a user. */
async function bundled(source: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: root },
    bundle: true,
    platform: "neutral",
    mainFields: ["module", "main"],
    format: "iife",
    write: false,
    logLevel: "silent",
  });
  return outputFiles.map(({ text }) => text).join("\n");
}

/** A context with what ECMAScript defines and nothing else: V8 adds a console, which is taken away. */
function bareContext(): vm.Context {
  const context = vm.createContext({});
  vm.runInContext("delete globalThis.console; delete globalThis.WebAssembly;", context);
  return context;
}

const PROGRAM = `
import { policyDigest, readPolicy } from "@spendrail/model";
import { createMemoryHistory, evaluate } from "@spendrail/engine";

const read = readPolicy({
  version: 1,
  currency: "USD",
  timeZone: "America/New_York",
  rules: [
    { kind: "limit", per: { type: "calendar", unit: "day" }, max: "100" },
    { kind: "allow", only: { merchants: ["*.openai.com", "openai.com"] } },
  ],
});
const history = createMemoryHistory();
function decide(id, amount, merchant) {
  const payment = { id, account: "agent", amount, merchant, at: "2026-03-02T09:00:00Z" };
  const decision = evaluate(read.policy, payment, { history });
  if (decision.outcome === "approve") history.record(payment);
  return decision;
}
globalThis.results = JSON.stringify({
  digest: policyDigest(read.policy),
  decisions: [
    decide("1", "60", "https://api.OpenAI.com/v1"),
    decide("2", "60", "openai.com"),
    decide("3", "1", "openai.com@evil.io"),
  ],
});
`;

describe("the built model and engine, without anything but ECMAScript", () => {
  test("there is no console, process, URL, crypto or timer to lean on", () => {
    const names = ["console", "process", "URL", "TextEncoder", "crypto", "structuredClone", "setTimeout", "require"];
    const present = names.filter((name) => vm.runInContext(`typeof ${name}`, bareContext()) !== "undefined");
    expect(present).toEqual([]);
  });

  test("decide payments", async () => {
    const context = bareContext();
    vm.runInContext(await bundled(PROGRAM), context);
    const { digest, decisions } = JSON.parse(vm.runInContext("results", context));
    expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(decisions.map(({ code }: { code: string }) => code)).toEqual([
      "ok",
      "window_limit_exceeded",
      "merchant_not_allowlisted",
    ]);
  });
});
