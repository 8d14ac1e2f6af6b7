import { expect, test } from "vitest";
import { textOf } from "./workspace.js";

test("the lockfile names no registry: packages come from wherever npm is set up to find them", () => {
  const addresses = textOf("pnpm-lock.yaml")
    .split("\n")
    .filter((line) => /:\/\/|^\s*tarball:|\btarball: /.test(line));
  expect(addresses).toEqual([]);
});
