import { mkdtempSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const packages = fileURLToPath(new URL("../../../packages/", import.meta.url));

/** The scripts of one torture: what each process runs, and the URL of the module that opens the ledger. */
export interface Bundled {
  readonly worker: string;
  readonly module: string;
}

/**
 * Makes scripts of the sources, which a process starts with at once, and which need no build.
 *
 * @param opener of the module that opens the ledger
 * @param folder that takes the scripts
 */
export async function bundled(opener: URL, folder: string): Promise<Bundled> {
  // A process imports a file once, whatever is in it later.
  const outdir = mkdtempSync(join(folder, "scripts-"));
  await build({
    entryPoints: { worker: join(packages, "ledger-conformance/src/torture/worker.ts"), module: fileURLToPath(opener) },
    outdir,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    splitting: true,
    platform: "node",
    format: "esm",
    // CommonJS libraries load the modules of Node.js with `require`, and some an optional library of compiled code.
    banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
    external: ["pg-native"],
    alias: Object.fromEntries(
      readdirSync(packages).map((name) => [`@spendrail/${name}`, join(packages, name, "src/index.ts")]),
    ),
    logLevel: "error",
  });
  return { worker: join(outdir, "worker.mjs"), module: pathToFileURL(join(outdir, "module.mjs")).href };
}
