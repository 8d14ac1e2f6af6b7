import { authorize, type Ledger } from "@spendrail/ledger";
import type { Runner, Subject } from "../conformance.js";
import { daily, onBench, payment, START } from "../workbench.js";

/** What no name is: another type, nothing, or text that cannot be stored or told apart from another. */
const NO_NAMES: readonly unknown[] = [
  undefined,
  null,
  7,
  Number.NaN,
  true,
  {},
  [],
  Symbol("agent"),
  "",
  " agent",
  "agent\0",
  "a\u200bgent",
  "\ud800",
  "agent\udfff",
  "a".repeat(257),
];
const NO_TEXTS: readonly unknown[] = [null, 7, true, {}, [], "\ud800", "a\0"];
const NO_FLAGS: readonly unknown[] = [null, 1, "true", {}];
const REQUESTS: readonly unknown[] = [undefined, null, 7, "agent", [], () => undefined, throwing()];

/** Callers whose types nothing has checked: each wrong value is refused with a word, and changes nothing. */
export function requestCases(subject: Subject, { describe, it, expect }: Runner): void {
  const spend = { account: "agent", payment: "p" };
  const by = { account: "agent", by: "owner" };
  const methods: [keyof Ledger, object, Readonly<Record<string, readonly unknown[]>>][] = [
    [
      "capture",
      spend,
      { account: NO_NAMES, payment: NO_NAMES, id: given(NO_NAMES), amount: NO_TEXTS, final: NO_FLAGS },
    ],
    ["void", spend, { account: NO_NAMES, payment: NO_NAMES, id: given(NO_NAMES) }],
    [
      "refund",
      spend,
      { account: NO_NAMES, payment: NO_NAMES, id: given(NO_NAMES), amount: NO_TEXTS, reopens: NO_FLAGS },
    ],
    [
      "approve",
      { approval: "agent/p", approver: "boss" },
      { approval: NO_TEXTS, approver: NO_NAMES, account: [null, 7, { balance: 7 }, { frozen: "yes" }] },
    ],
    ["reject", { approval: "agent/p", by: "boss" }, { approval: NO_TEXTS, by: NO_NAMES, reason: NO_TEXTS }],
    [
      "setPolicy",
      { ...by, policy: daily("1") },
      {
        account: NO_NAMES,
        by: NO_NAMES,
        until: [...NO_TEXTS, "soon"],
        policy: [undefined, null, 7, "text", {}, throwing()],
      },
    ],
    ["freeze", { ...by, reason: "odd" }, { account: NO_NAMES, by: NO_NAMES, reason: [undefined, ...NO_TEXTS] }],
    ["unfreeze", by, { account: NO_NAMES, by: NO_NAMES }],
    [
      "setParents",
      { ...by, parents: [] },
      { account: NO_NAMES, by: NO_NAMES, parents: [undefined, null, "team", { 0: "team" }, ["team", 7], ["\ud800"]] },
    ],
    ["spend", spend, { account: NO_NAMES, payment: NO_NAMES }],
    ...(["decisions", "spends", "violations", "records"] as const).map(
      (method): [keyof Ledger, object, Readonly<Record<string, readonly unknown[]>>] => [
        method,
        { account: "agent" },
        {
          account: NO_NAMES,
          from: [...NO_TEXTS, "now"],
          to: NO_TEXTS,
          limit: [null, "7", 0, 1.5, 1001, Number.NaN],
          after: [...NO_TEXTS, "", "x", "1"],
        },
      ],
    ),
  ];

  describe("requests that are wrong", () => {
    for (const [method, request, fields] of methods) {
      it(`${method}: what is of another type, or more than was asked for, is refused`, () =>
        onBench(subject, async ({ ledger }) => {
          await ledger.setPolicy({ ...by, policy: daily("100") });
          await authorize(ledger, undefined, payment("p", "60"));
          const wrong = [
            ...REQUESTS,
            { ...request, ammount: "5" },
            ...Object.entries(fields).flatMap(([key, values]) => values.map((value) => ({ ...request, [key]: value }))),
          ];
          const before = await ledger.records({ account: "agent" });
          for (const each of wrong) expect(await take(ledger, method, each)).toEqual("invalid");
          expect(await ledger.records({ account: "agent" })).toEqual(before);
        }));
    }

    it("authorize: a policy or an account that is none holds nothing", () =>
      onBench(subject, async ({ ledger }) => {
        await ledger.setPolicy({ ...by, policy: daily("100") });
        const contexts = [
          ...REQUESTS.slice(1),
          { policy: null },
          { policy: 7 },
          { account: null },
          { account: { balance: 7 } },
        ];
        for (const context of [...contexts, { account: { frozen: "yes" } }, { polcy: daily("1") }]) {
          expect(await take(ledger, "authorize", payment("p", "1"), context)).toEqual("invalid");
        }
        for (const policy of [{}, [], { decide: 7 }, { version: 1, currency: "USD", rules: null }]) {
          expect(await take(ledger, "authorize", payment(JSON.stringify(policy), "1"), { policy })).toEqual(
            "internal_error",
          );
        }
        expect(await ledger.spends({ account: "agent" })).toMatchObject({ items: [] });
      }));

    it("summaries and checks of histories: another type is refused", () =>
      onBench(subject, async ({ ledger }) => {
        for (const no of NO_NAMES) {
          expect(await take(ledger, "spendingSummary", no, START)).toEqual("invalid");
          expect(await take(ledger, "verifyHistory", no)).toEqual("invalid");
        }
        for (const no of [undefined, null, 7, "now"])
          expect(await take(ledger, "spendingSummary", "agent", no)).toEqual("invalid");
        for (const no of [null, 7, "x"]) expect(await take(ledger, "verifyHistory", "agent", no)).toEqual("invalid");
        expect(await take(ledger, "deliverEvents", undefined)).toEqual("taken");
      }));
  });
}

/** Without `undefined`, for a field that may be absent. */
function given(values: readonly unknown[]): readonly unknown[] {
  return values.filter((value) => value !== undefined);
}

/** An object that cannot be looked at. */
function throwing(): object {
  const fail = () => {
    throw new Error("no");
  };
  return new Proxy({}, { get: fail, ownKeys: fail, getPrototypeOf: fail, has: fail });
}

/** The code of the refusal. */
async function take(ledger: Ledger, method: keyof Ledger, ...args: readonly unknown[]): Promise<string> {
  const answer = await Reflect.apply(ledger[method], ledger, args);
  if (answer.error !== undefined) return answer.error.code;
  return answer.outcome === "denied" ? answer.decision.code : "taken";
}
