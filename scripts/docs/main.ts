// npm run docs: writes the generated pages, then builds the site with the playground in it. `--write` stops after writing.
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { generatedDocs } from "./generated.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const docs = join(root, "docs");

function runs(script: string, args: string[], folder: string): boolean {
  return spawnSync(process.execPath, [script, ...args], { cwd: folder, stdio: "inherit" }).status === 0;
}

for (const [path, content] of generatedDocs()) {
  mkdirSync(dirname(join(docs, path)), { recursive: true });
  writeFileSync(join(docs, path), content);
}
if (!process.argv.includes("--write")) {
  const playground = join(root, "packages", "playground");
  const embedded = join(docs, "public", "playground");
  const vite = join(playground, "node_modules", "vite", "bin", "vite.js");
  const vitepress = join(root, "node_modules", "vitepress", "bin", "vitepress.js");
  const isBuilt =
    runs(vite, ["build", "--logLevel", "warn", "--outDir", embedded], playground) &&
    runs(vitepress, ["build", "docs"], root);
  process.exitCode = isBuilt ? 0 : 1;
}
