import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { SPECS } from "../src/specs/index.js";
import { commandPage, indexPage } from "./page.js";

const pathOf = (name: string): string => fileURLToPath(new URL(`../../../docs/cli/${name}.md`, import.meta.url));

// `npx vitest run packages/cli/test/pages.test.ts -u` writes the pages.
test.each(SPECS.map((spec) => [spec.name, spec] as const))(
  "the page of %s says what its help says",
  async (name, spec) => {
    await expect(commandPage(spec)).toMatchFileSnapshot(pathOf(name));
  },
);

test("the index leads to every page", async () => {
  await expect(indexPage(SPECS)).toMatchFileSnapshot(pathOf("README"));
});
