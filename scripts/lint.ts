// Type-checks what `tsc -b` does not build (tests, scripts, examples), then formats and lints. `--fix` repairs.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

function passes(script: string, args: string[]): boolean {
  const { status } = spawnSync(process.execPath, [join(root, "node_modules", script), ...args], {
    cwd: root,
    stdio: "inherit",
  });
  return status === 0;
}

const fix = process.argv.includes("--fix") ? ["--write"] : [];
const typed = passes("typescript/bin/tsc", ["--project", "tsconfig.check.json"]);
const tidy = passes("@biomejs/biome/bin/biome", ["check", "--error-on-warnings", ...fix]);
process.exitCode = typed && tidy ? 0 : 1;
