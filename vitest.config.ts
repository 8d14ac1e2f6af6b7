import { readdirSync, readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

const packagesFolder = new URL("./packages/", import.meta.url);

/** Tests run on the sources, so that a change is seen without a build. */
const alias = Object.fromEntries(
  readdirSync(packagesFolder).map((folder) => {
    const { name } = JSON.parse(readFileSync(new URL(`${folder}/package.json`, packagesFolder), "utf8"));
    return [name, new URL(`${folder}/src/index.ts`, packagesFolder).pathname];
  }),
);

export default defineConfig({
  resolve: { alias },
  test: {
    include: ["packages/*/test/**/*.test.ts", "scripts/test/**/*.test.ts"],
    setupFiles: ["scripts/testing/seed.ts"],
    // Vitest would leave one processor idle; on a machine of two that is half of it.
    maxWorkers: availableParallelism(),
    // Property tests take their time on a small or busy machine.
    testTimeout: 300_000,
    // As do servers that tests start.
    hookTimeout: 60_000,
  },
});
