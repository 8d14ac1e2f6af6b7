import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import vm from "node:vm";
import { build } from "esbuild";
import { type PublicPackage, root } from "./manifest.ts";
import { heading, sh, tool } from "./shell.ts";

/** What the programs in `consumer/` print when everything works. */
const EXPECTED = "approve ok\ndeny per_transaction_limit\n";

/** Creates an empty project in `folder`, installs the archives there, and writes programs that use them. */
export function createProject(folder: string, archives: string[], packages: PublicPackage[]): string {
  heading("install them into an empty project");
  mkdirSync(folder);
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "consumer", private: true, type: "module" }));
  sh(folder, "npm", ["install", "--no-audit", "--no-fund", ...archives]);
  cpSync(join(root, "scripts", "packages", "consumer"), folder, { recursive: true });
  writeFileSync(join(folder, "every-package.js"), importing(packages));
  writeFileSync(join(folder, "for-browsers.js"), importing(packages.filter(({ forBrowsers }) => forBrowsers)));
  return folder;
}

/** A program that imports packages whole and fails when one of them exports nothing. */
function importing(packages: PublicPackage[]): string {
  const imports = packages.map(({ name }, index) => `import * as package${index} from "${name}";`);
  const checks = packages.map(
    ({ name }, index) => `if (Object.keys(package${index}).length === 0) throw new Error("${name} exports nothing");`,
  );
  return [...imports, ...checks, ""].join("\n");
}

/** Type-checks the TypeScript program of the project, declarations of the packages included. */
export function compile(project: string, moduleResolution: "node16" | "bundler"): void {
  heading(`TypeScript, strict, moduleResolution ${moduleResolution}`);
  const module = moduleResolution === "node16" ? "node16" : "esnext";
  const strict = ["--strict", "--exactOptionalPropertyTypes", "--skipLibCheck", "false", "--target", "es2023"];
  const options = ["--ignoreConfig", "--noEmit", "--module", module, "--moduleResolution", moduleResolution];
  tool(project, "typescript/bin/tsc", [...options, ...strict, "decide.ts"]);
}

/** Runs the plain JavaScript programs of the project on a major version of Node.js. */
export function runOnNode(project: string, major: number): void {
  heading(`plain JavaScript on Node.js ${major}`);
  const node = (...args: string[]) => sh(project, "npx", ["--yes", `--package=node@${major}`, "--", "node", ...args]);
  if (!node("--version").startsWith(`v${major}.`)) throw new Error(`npx did not run Node.js ${major}.`);
  node("every-package.js");
  node("torture.js");
  node("postgres.js");
  expectOutput(node("print.js"), `Node.js ${major}`);
  const version = node(join("node_modules", ".bin", "spendrail"), "--version");
  if (!/^\d+\.\d+\.\d+\n$/.test(version)) throw new Error(`spendrail --version printed:\n${version}`);
}

/** Bundles for a browser, which fails on any import of Node.js, and runs the bundle without Node's globals. */
export async function bundleForBrowser(project: string): Promise<void> {
  heading("bundled for a browser, and run there");
  for (const program of ["for-browsers.js", "decide.ts"]) {
    const { outputFiles } = await build({
      absWorkingDir: project,
      entryPoints: [program],
      bundle: true,
      platform: "browser",
      format: "iife",
      globalName: "program",
      write: false,
      logLevel: "silent",
    });
    const browser = vm.createContext({});
    const bundle = outputFiles.map(({ text }) => text).join("\n");
    vm.runInContext(bundle, browser);
    if (program === "decide.ts") expectOutput(vm.runInContext("program.decisions()", browser), "the bundle");
  }
}

function expectOutput(output: string, where: string): void {
  if (output !== EXPECTED) throw new Error(`In ${where} the program printed:\n${output}\ninstead of:\n${EXPECTED}`);
}
