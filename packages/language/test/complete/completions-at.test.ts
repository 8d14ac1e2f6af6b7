import { completionsAt, parsePolicy } from "@spendrail/language";
import { describe, expect, test } from "vitest";

const labelsAt = (text: string): string[] => completionsAt(text, text.length).items.map(({ label }) => label);

/** Beginnings of statements of every family, with some of what may come next. */
const BEGINNINGS: readonly (readonly [family: string, text: string, next: readonly string[]])[] = [
  ["any", "", ["max", "block", "only", "require", "keep", "warn"]],
  ["any", "Max $50 per day.\n", ["max", "block", "only"]],
  ["limit", "Max ", ["$", "spending", "budget"]],
  ["limit", "Max $50 ", ["per", "daily", "monthly"]],
  ["limit", "Max $50 per ", ["day", "month", "payments"]],
  ["limit", "Max $50 per day ", ["on", "except", "and"]],
  ["limit", "Max $50 per day on ", ["AWS", "weekends", "gambling"]],
  ["limit", "Max $50 per day, except ", ["AWS", "groceries"]],
  ["velocity", "At most 5 ", ["payments"]],
  ["velocity", "At most 5 payments ", ["per", "hourly"]],
  ["allow", "Only allow ", ["AWS", "groceries", "payments"]],
  ["allow", "Only allow payments ", ["to", "in", "weekdays"]],
  ["allow", "Only allow:\n- ", ["AWS", "OpenAI"]],
  ["allow", "Only allow:\n- AWS\n- ", ["AWS", "OpenAI"]],
  ["block", "Block ", ["gambling", "everything", "new"]],
  ["block", "Never ", ["pay", "spend"]],
  ["approval", "Require ", ["approval"]],
  ["approval", "Require approval ", ["over", "for", "at least"]],
  ["duplicate", "No duplicate ", ["payments"]],
  ["duplicate", "No duplicate payments ", ["within"]],
  ["schedule", "Only on ", ["weekdays", "monday"]],
  ["drift", "Max dri", ["drift"]],
  ["reserve", "Keep ", ["at least", "$"]],
  ["alert", "Warn me ", ["when"]],
  ["validity", "Valid ", ["from", "until"]],
  ["currency", "Currency is ", ["euros"]],
  ["trust", "Trust level ", ["low"]],
];

describe.each(BEGINNINGS)("%s: %j", (_, text, next) => {
  const { from, items } = completionsAt(text, text.length);
  const labels = items.map(({ label }) => label);

  test(`may go on with ${next.join(", ")}`, () => {
    expect(labels).toEqual(expect.arrayContaining([...next]));
  });

  test("is complete, or can still be completed, with whatever is taken", () => {
    const sample = items.filter((_item, index) => index % Math.ceil(items.length / 3) === 0);
    for (const { label } of sample) {
      const taken = `${text.slice(0, from)}${label} `;
      const isComplete = ["", "50 per day", "7995"].some((figure) => parsePolicy(taken + figure).ok);
      expect(isComplete || labelsAt(taken).length > 0, taken).toBe(true);
    }
  });
});

describe("the word that is being written", () => {
  test("is replaced, and every way that begins so is offered", () => {
    const text = "Max $50 per day. bLo";
    const { from, to, items } = completionsAt(text, text.length);
    expect([from, to]).toEqual([17, 20]);
    expect(items.map(({ label }) => label)).toEqual([
      "block",
      "blocks",
      "blocked",
      "blocklist",
      "block list",
      "blockchains",
    ]);
    expect(items[0]).toEqual({ label: "block", kind: "word", detail: "block" });
  });

  test("can be a name, which says what it stands for", () => {
    const text = "Block open";
    expect(completionsAt(text, text.length).items).toContainEqual({
      label: "OpenAI",
      kind: "name",
      detail: "merchant openai.com",
    });
  });

  test.each([
    ["Block adult con", 6, "adult content"],
    ["Only allow google cl", 11, "Google Cloud"],
    ["Max $50 per day on united st", 19, "United States"],
  ])("can be a later one of a name: %s", (text, from, label) => {
    const completions = completionsAt(text, text.length);
    expect(completions.from).toBe(from);
    expect(completions.items.map((item) => item.label.toLowerCase())).toContain(label.toLowerCase());
  });

  test("can be a name that the caller knows", () => {
    const options = {
      merchants: { "acme.example": ["Acme Rockets"] },
      categories: { rockets: { words: ["rocketry"], mccs: [] } },
    };
    const labelsOf = (text: string) => completionsAt(text, text.length, options).items.map(({ label }) => label);
    expect(labelsOf("Only allow acm")).toEqual(["Acme Rockets"]);
    expect(labelsOf("Only allow Acme Ro")).toEqual(["Acme Rockets"]);
    expect(labelsOf("Block rocket")).toEqual(["rocketry"]);
    expect(labelsAt("Only allow acm")).toEqual([]);
  });

  test("is looked at up to the offset only", () => {
    expect(completionsAt("Block gambling", 3).items.map(({ label }) => label)).toContain("block");
  });
});

describe("nothing is offered", () => {
  test.each([
    ["inside quotes", 'Block "'],
    ["inside a comment", "# Blo"],
    ["behind words that are not understood", "Frobnicate the foo "],
    ["behind a statement that nobody writes", `Block ${"AWS, ".repeat(500)}`],
  ])("%s", (_, text) => {
    expect(labelsAt(text)).toEqual([]);
  });
});

test.each([-1, 1.5, 100, Number.NaN, Number.POSITIVE_INFINITY])("an offset of %d is no reason to throw", (offset) => {
  expect(completionsAt("Max ", offset).to).toBeLessThanOrEqual(4);
});
