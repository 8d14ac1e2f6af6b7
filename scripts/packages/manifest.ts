import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the workspace. */
export const root = fileURLToPath(new URL("../..", import.meta.url));

/** These are for Node.js only: they are not bundled for a browser. */
const NODE_ONLY = ["ledger-conformance", "ledger-sqlite", "ledger-postgres", "ledger-redis", "cli"];

/** A package that users install. */
export interface PublicPackage {
  name: string;
  folder: string;
  forBrowsers: boolean;
}

/** Every package of the workspace that is not private. */
export function publicPackages(): PublicPackage[] {
  return readdirSync(join(root, "packages"))
    .filter((name) => existsSync(join(root, "packages", name, "package.json")))
    .flatMap((name) => {
      const folder = join(root, "packages", name);
      const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
      if (manifest.private === true) return [];
      assertComplete(manifest);
      return [{ name: manifest.name, folder, forBrowsers: !NODE_ONLY.includes(name) }];
    });
}

/** What a registry shows of a package, and what keeps it small. */
function assertComplete(manifest: Record<string, unknown>): void {
  const missing = ["description", "license", "keywords", "files", "exports", "engines"].filter(
    (key) => !(key in manifest),
  );
  if (missing.length > 0) throw new Error(`${manifest.name}: package.json has no ${missing.join(", ")}.`);
}
