import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { linesOf, visible } from "../demo/layout.js";
import { root, textOf } from "./workspace.js";

const folder = mkdtempSync(join(tmpdir(), "demo-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function demo(args: string[] = []) {
  const { FORCE_COLOR: _colour, ...environment } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, "scripts/demo/main.ts"), ...args], {
    cwd: folder,
    encoding: "utf8",
    env: { ...environment, INIT_CWD: folder },
  });
  return { status, lines: stdout.trimEnd().split("\n"), stdout, stderr };
}

describe("the example", () => {
  const { status, lines, stderr } = demo();
  const decisions = lines.slice(0, lines.indexOf(""));
  const codes = decisions.map((line) => line.trim().split(/ {2,}/).slice(-2)[0] ?? "");

  test("is judged to the end, a line a payment", () => {
    expect(stderr).toBe("");
    expect(status).toBe(0);
    expect(decisions).toHaveLength(textOf("examples/research-agent/payments.jsonl").trimEnd().split("\n").length);
  });

  test("is the same under the policy in JSON as under the policy in English", () => {
    const example = join(root, "examples/research-agent");
    expect(demo([join(example, "policy.json"), join(example, "payments.jsonl"), "700"]).lines).toEqual(lines);
  });

  test("shows approvals and denials of many kinds", () => {
    expect([...new Set(codes)].sort()).toEqual([
      "amount_must_be_positive",
      "approval_required",
      "balance_reserve",
      "currency_mismatch",
      "duplicate_payment",
      "fee_must_be_non_negative",
      "goal_drift_exceeded",
      "merchant_category_blocked",
      "merchant_limit_exceeded",
      "merchant_not_allowlisted",
      "ok",
      "per_transaction_limit",
      "velocity_limit_exceeded",
      "window_limit_exceeded",
    ]);
  });

  test.each([
    ["a day that opened at the first spend", "2026-02-24 08:58:00", "window_limit_exceeded", "2026-02-24 09:02:11"],
    ["an hour of too many payments", "2026-02-25 10:07:17", "velocity_limit_exceeded", "2026-02-25 11:02:00"],
    ["a duplicate within the hour", "2026-02-24 15:31:00", "duplicate_payment", "2026-02-24 16:10:00"],
    ["a month that turns in New York", "2026-02-28 23:59:59", "window_limit_exceeded", "2026-03-01 00:00:00"],
  ])("%s denies, and after it the same payment passes", (_case, denied, code, approved) => {
    expect(codes[decisions.findIndex((line) => line.startsWith(denied))]).toBe(code);
    expect(codes[decisions.findIndex((line) => line.startsWith(approved))]).toBe("ok");
  });

  test("prints the lines that the README shows", () => {
    const shown = /^```text\n([\s\S]*?)^```/m.exec(textOf("README.md"))?.[1] ?? "";
    expect(lines).toEqual(expect.arrayContaining(shown.trimEnd().split("\n")));
  });

  test("ends with what every limit has left", () => {
    expect(lines.slice(decisions.length + 1)).toEqual([
      "61 payments: 38 approved, 21 denied, 2 to be approved by a human (counted as not spent).",
      "",
      "research-agent at 2026-03-08 11:00:00 (times are America/New_York)",
      "up to 50 USD each                                                       At most $50 per transaction.",
      "spent 13 of 120 USD         107 left        resets 2026-03-08 13:05:00  At most $120 per day.",
      "spent 201.0754 of 400 USD   198.9246 left   resets 2026-04-01 00:00:00  At most $400 per calendar month.",
      "spent 591.5436 of 5000 USD  4408.4564 left  never resets                At most $5,000 in total.",
      "made 1 of 6 payments        5 left          resets 2026-03-08 12:00:00  At most 6 payments per hour.",
      "spent 5.5 of 20 USD         14.5 left       resets 2026-03-08 13:05:00  At most $20 per day on arxiv.org.",
      "Balance: 108.4564 USD",
    ]);
  });
});

const POLICY = '{ "version": 1, "currency": "USD", "rules": [{ "kind": "limit", "per": "transaction", "max": "50" }] }';
const PAYMENT = '{ "id": "a", "account": "x", "amount": "5", "at": "2026-03-02T09:00:00Z" }';
const LATER = PAYMENT.replace('"a"', '"b"').replace("09:00", "10:00");

interface BadInput {
  title: string;
  policy?: string;
  payments?: string | Buffer;
  args?: string[];
  status: number;
  says: string | RegExp;
}

const BAD_INPUT: BadInput[] = [
  {
    title: "a missing policy",
    args: ["none.json", "payments.jsonl"],
    status: 1,
    says: /none\.json: there is no such file\./,
  },
  { title: "a missing payments file", args: ["policy.json", "none"], status: 1, says: /none: there is no such file\./ },
  { title: "a folder", args: ["policy.json", "."], status: 1, says: /this is a folder, not a file\./ },
  { title: "a policy without payments", args: ["policy.json"], status: 2, says: /^Usage: / },
  { title: "too many arguments", args: ["a", "b", "1", "2"], status: 2, says: /^Usage: / },
  {
    title: "a balance in words",
    args: ["policy.json", "payments.jsonl", "much"],
    status: 2,
    says: /"much" is no balance/,
  },
  { title: "a policy that is not JSON", policy: "{", status: 1, says: /policy\.json: not JSON/ },
  {
    title: "a rule that is not one",
    policy: POLICY.replace("limit", "limits"),
    status: 1,
    says: /policy\.json: rules\[0\]\.kind: /,
  },
  {
    title: "a line that is not JSON",
    payments: `${PAYMENT}\nnonsense\n`,
    status: 1,
    says: /payments\.jsonl:2: not JSON/,
  },
  {
    title: "an amount as a number",
    payments: PAYMENT.replace('"5"', "5"),
    status: 1,
    says: /payments\.jsonl:1: amount: /,
  },
  {
    title: "an id that repeats",
    payments: `${PAYMENT}\n\n${PAYMENT}`,
    status: 1,
    says: /payments\.jsonl:3: id: "a" is the id of line 1 too/,
  },
  { title: "time that goes back", payments: `${LATER}\n${PAYMENT}`, status: 1, says: /payments\.jsonl:2: at: earlier/ },
  { title: "bytes that are no text", payments: Buffer.from([0xff, 0xfe]), status: 1, says: /this is not UTF-8 text/ },
  { title: "no payment at all", payments: "\n", status: 1, says: /there is no payment in this file/ },
];

describe("files of one's own", () => {
  test.each(BAD_INPUT)("$title is named in plain words", ({ policy, payments, args, status, says }) => {
    writeFileSync(join(folder, "policy.json"), policy ?? POLICY);
    writeFileSync(join(folder, "agent.policy"), policy ?? "Max $50 per transaction.");
    writeFileSync(join(folder, "payments.jsonl"), payments ?? PAYMENT);
    const ran = demo(args ?? ["policy.json", "payments.jsonl"]);
    expect(ran.stderr).toMatch(says);
    expect(ran.stderr).not.toMatch(/^\s+at /m);
    expect(ran).toMatchObject({ status, stdout: "" });
  });

  test("are judged, Windows line ends, a byte order mark and blank lines included", () => {
    writeFileSync(join(folder, "policy.json"), `\uFEFF${POLICY}`);
    writeFileSync(join(folder, "payments.jsonl"), `${PAYMENT}\r\n\r\n${LATER}\r\n`);
    const { status, lines } = demo(["policy.json", "payments.jsonl"]);
    expect(status).toBe(0);
    expect(lines).toContain("2 payments: 2 approved, 0 denied, 0 to be approved by a human.");
  });

  test("all problems of both files are told at once", () => {
    writeFileSync(join(folder, "policy.json"), POLICY.replace("50", "-50"));
    writeFileSync(
      join(folder, "payments.jsonl"),
      `${PAYMENT.replace("2026", "never")}\n${LATER.replace('"5"', '"five"')}`,
    );
    expect(demo(["policy.json", "payments.jsonl"]).stderr.trimEnd().split("\n")).toEqual([
      expect.stringContaining("policy.json: rules[0].max: "),
      expect.stringContaining("payments.jsonl:1: at: "),
      expect.stringContaining("payments.jsonl:2: amount: "),
      "Nothing was judged.",
    ]);
  });
});

describe("the layout", () => {
  const table = {
    rows: [
      ["1", "short", "some words of prose that go on for a while"],
      ["22", "a longer cell", "done"],
    ],
  };

  test.each([
    [
      "on a wide terminal everything stands in columns",
      80,
      ["1   short          some words of prose that go on for a while", "22  a longer cell  done"],
    ],
    [
      "prose wraps in its column",
      56,
      [
        "1   short          some words of prose that go on for a",
        "                   while",
        "22  a longer cell  done",
      ],
    ],
    [
      "where prose would be squeezed, it goes below",
      40,
      ["1   short", "    some words of prose that go on for a", "    while", "22  a longer cell", "    done"],
    ],
    [
      "where the columns do not fit, they wrap too",
      14,
      [
        "1  short",
        "    some words",
        "    of prose",
        "    that go on",
        "    for a",
        "    while",
        "22",
        "    a longer cell",
        "    done",
      ],
    ],
  ])("%s", (_case, columns, lines) => {
    expect([...linesOf(table, columns)]).toEqual(lines);
  });

  test("text from outside cannot steer the terminal", () => {
    expect(visible("a\u001b[31mb\u202ec\n")).toBe("a\\u{1b}[31mb\\u{202e}c\\u{a}");
  });
});
