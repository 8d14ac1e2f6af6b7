import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { generatedDocs } from "../docs/generated.js";
import { root, textOf } from "./workspace.js";

test.each([...generatedDocs()])("docs/%s is what the code says (npm run docs -- --write)", (path, content) => {
  expect(existsSync(join(root, "docs", path))).toBe(true);
  expect(textOf(`docs/${path}`)).toBe(content);
});
