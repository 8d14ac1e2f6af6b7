import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { FIRST_STATE } from "../src/state/examples.js";
import { fragmentOf } from "../src/state/share.js";
import { TABS } from "../src/state/state.js";
import { type Site, startSite } from "./site.js";

let site: Site;
beforeAll(async () => {
  site = await startSite();
}, 120_000);
afterAll(() => site?.close());

const POLL = { timeout: 30_000 };
const editorOf = (page: Page) => page.getByLabel("Policy text");
const paneOf = (page: Page) => page.getByRole("tabpanel");
const show = (page: Page, title: string) => page.getByRole("tab", { name: title }).click();

async function write(page: Page, text: string): Promise<void> {
  await editorOf(page).click();
  await page.keyboard.press("Control+A");
  await page.keyboard.insertText(text);
}

describe("the playground", () => {
  test("says what the policy means, and marks the statement pointed at", async () => {
    const { page, problems } = await site.open();
    const meaning = paneOf(page).getByRole("listitem").first();
    await expect.poll(() => meaning.textContent(), POLL).toContain("At most $50 per transaction");
    await meaning.getByRole("button").focus();
    await expect.poll(() => page.locator(".marked").textContent(), POLL).toBe("Max $50 per transaction");
    expect(problems).toEqual([]);
    await page.close();
  });

  test("shows a mistake while it is typed, and mends it by its fix", async () => {
    const { page, problems } = await site.open();
    await write(page, "Max $50 per transacton.");
    await expect.poll(() => paneOf(page).textContent(), POLL).toContain("not a policy yet");
    await page.locator(".cm-lintRange-error").first().hover();
    await page.locator(".cm-diagnosticAction").first().click();
    await expect.poll(() => editorOf(page).textContent(), POLL).toBe("Max $50 per transaction.");
    await expect.poll(() => paneOf(page).textContent(), POLL).toContain("At most $50 per transaction");
    expect(problems).toEqual([]);
    await page.close();
  });

  test("completes words by keyboard", async () => {
    const { page } = await site.open();
    await write(page, "Block gambl");
    await page.keyboard.press("Control+Space");
    await page.locator(".cm-tooltip-autocomplete li").first().waitFor();
    await page.waitForTimeout(200);
    await page.keyboard.press("Enter");
    await expect.poll(() => editorOf(page).textContent(), POLL).toMatch(/^Block gambling/);
    await page.close();
  });

  test("decides a payment, and offers what would pass instead", async () => {
    const { page, problems } = await site.open();
    await show(page, "Try a payment");
    await page.getByLabel("Amount", { exact: true }).fill("60");
    const verdict = paneOf(page).getByRole("status");
    await expect.poll(() => verdict.textContent(), POLL).toContain("Denied");
    expect(await verdict.textContent()).toContain("per_transaction_limit");
    await page.getByRole("button", { name: "Take it" }).click();
    await expect.poll(() => verdict.textContent(), POLL).not.toContain("Denied");
    await page.getByLabel("Merchant", { exact: true }).fill("casino.example");
    await expect.poll(() => verdict.textContent(), POLL).toContain("merchant_not_allowlisted");
    expect(await paneOf(page).getByLabel("The ten checks").getByRole("listitem").count()).toBe(8);
    expect(problems).toEqual([]);
    await page.close();
  });

  test("moves the time of the timeline", async () => {
    const { page } = await site.open();
    await show(page, "Timeline");
    const day = page.locator("figure", { hasText: "per day" });
    await expect.poll(() => day.textContent(), POLL).toContain("75 of 120 used");
    await page.getByRole("slider").focus();
    await page.keyboard.press("Home");
    await expect.poll(() => day.textContent(), POLL).toContain("0 of 120 used");
    await page.keyboard.press("End");
    await expect.poll(() => page.locator("time").textContent(), POLL).toBe("2026-03-04T16:00:00Z");
    await page.close();
  });

  test("shows the worst case with the rules that bound it", async () => {
    const { page } = await site.open();
    await show(page, "Worst case");
    await page.getByLabel("Within").selectOption("P1D");
    await expect.poll(() => paneOf(page).textContent(), POLL).toContain("that much can really leave");
    expect(await paneOf(page).textContent()).toContain("At most $120 per day. 2 × 120 = 240");
    await page.close();
  });

  test("compares with another text, and shows a payment on which the two differ", async () => {
    const { page } = await site.open();
    await show(page, "Compare");
    const verdict = paneOf(page).locator(".verdict");
    await expect.poll(() => verdict.textContent(), POLL).toContain("is tighter");
    expect(await paneOf(page).textContent()).toContain("Denies what passed");
    await page.getByLabel("Policy to compare with").click();
    await page.keyboard.press("Control+A");
    await page.keyboard.insertText(FIRST_STATE.text);
    await expect.poll(() => verdict.textContent(), POLL).toContain("Both allow the same payments");
    await page.close();
  });

  test("generates tests and runs them as the policy changes", async () => {
    const { page } = await site.open();
    await show(page, "Tests");
    await page.getByRole("button", { name: "Generate tests" }).click();
    await expect.poll(() => paneOf(page).textContent(), POLL).toMatch(/\d+ passed, 0 failed/);
    await write(page, FIRST_STATE.text.replace("$50 per transaction", "$60 per transaction"));
    await expect.poll(() => paneOf(page).textContent(), POLL).toMatch(/\d+ passed, [1-9]\d* failed/);
    await page.close();
  });

  test("is shared as a link and opens again the same", async () => {
    const { page } = await site.open();
    await write(page, "Max $7 per day.");
    await show(page, "Try a payment");
    await page.getByRole("button", { name: "Share" }).click();
    await expect.poll(() => page.url(), POLL).toContain("#v1=");
    const { page: other } = await site.open(new URL(page.url()).hash);
    await expect.poll(() => editorOf(other).textContent(), POLL).toBe("Max $7 per day.");
    expect(await other.getByRole("tab", { selected: true }).textContent()).toBe("Try a payment");
    await page.close();
    await other.close();
  });
});

describe("broken and hostile links leave the page unharmed", () => {
  const hostile = "<img src=x onerror=\"document.title='owned'\">";

  test.each([
    ["nonsense", "#v1=%%%"],
    ["another version", "#v9=abc"],
    ["no state", `#v1=${btoa("[1,2]")}`],
    ["too long", `#v1=${"A".repeat(500_000)}`],
  ])("%s", async (_, fragment) => {
    const { page, problems } = await site.open(fragment);
    await expect.poll(() => page.getByRole("status").first().textContent(), POLL).toContain("The link cannot be read");
    await expect.poll(() => paneOf(page).textContent(), POLL).toContain("At most $50 per transaction");
    expect(problems).toEqual([]);
    await page.close();
  });

  test("markup in any field is shown as text", async () => {
    const payment = { ...FIRST_STATE.payment, merchant: hostile, at: hostile };
    const text = `${hostile}\nMax $5 per day.`;
    const cases = [{ name: hostile, history: [], payment, expect: { outcome: "deny" as const } }];
    for (const tab of TABS) {
      const state = { ...FIRST_STATE, text, payment, history: [payment], now: hostile, other: hostile, cases, tab };
      const { page, problems } = await site.open(fragmentOf(state));
      await page.waitForFunction("document.querySelector('#pane')?.textContent !== ''");
      await page.waitForTimeout(400);
      expect(await page.title()).toBe("Spendrail playground");
      expect(await page.locator("img").count()).toBe(0);
      expect(problems).toEqual([]);
      await page.close();
    }
  });

  test("a pasted megabyte is told, and not read", async () => {
    const { page, problems } = await site.open();
    await write(page, "Max $5 per day. ".repeat(70_000));
    await expect
      .poll(() => page.getByRole("status").first().textContent(), POLL)
      .toContain("at most 100000 characters");
    expect(problems).toEqual([]);
    await page.close();
  });
});

test("typing goes on while a policy of 500 lines is read", async () => {
  const { page, problems } = await site.open();
  const lines = Array.from({ length: 500 }, (_, index) => `Max $${index + 1} per day at shop${index}.example.`);
  await write(page, lines.join("\n"));
  await page.keyboard.press("Control+End");
  await page.keyboard.type("\nMax $9,999 per month.");
  await expect.poll(() => page.locator(".cm-line").last().textContent(), POLL).toBe("Max $9,999 per month.");
  await expect.poll(() => paneOf(page).getByRole("listitem").count(), POLL).toBe(501);
  expect(problems).toEqual([]);
  await page.close();
});
