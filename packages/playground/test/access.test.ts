import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { afterAll, beforeAll, expect, test } from "vitest";
import { TABS } from "../src/state/state.js";
import { type Site, startSite } from "./site.js";

let site: Site;
beforeAll(async () => {
  site = await startSite();
}, 120_000);
afterAll(() => site?.close());

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const PHONE = { viewport: { width: 360, height: 740 } };
const SETTLE_MS = 600;

test.each([
  ["light", { colorScheme: "light" }],
  ["dark", { colorScheme: "dark" }],
  ["on a phone", PHONE],
] as const)("axe finds nothing on any tab, %s", { timeout: 120_000 }, async (_, options) => {
  const { page } = await site.open("", options);
  for (const tab of TABS) {
    await page.locator(`#tab-${tab}`).click();
    await page.waitForTimeout(SETTLE_MS);
    await page.evaluate(axe);
    const found = await page.evaluate(
      "axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html, failureSummary }) => html + failureSummary).join()))",
    );
    expect(found, tab).toEqual([]);
  }
  await page.close();
});

test("the tabs are walked by arrow keys", async () => {
  const { page } = await site.open();
  const selected = page.getByRole("tab", { selected: true });
  await selected.focus();
  const seen: (string | null)[] = [];
  for (const _ of TABS) {
    seen.push(await selected.textContent());
    await page.keyboard.press("ArrowRight");
  }
  expect(new Set(seen).size).toBe(TABS.length);
  expect(await selected.textContent()).toBe(seen[0]);
  await page.close();
});

test("nothing is wider than a phone", async () => {
  const { page } = await site.open("", PHONE);
  for (const tab of TABS) {
    await page.locator(`#tab-${tab}`).click();
    await page.waitForTimeout(SETTLE_MS);
    expect(await page.evaluate("document.documentElement.scrollWidth"), tab).toBeLessThanOrEqual(360);
  }
  await page.close();
});
