import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the workspace. */
export const root = fileURLToPath(new URL("../..", import.meta.url));

/** One package of `packages/`. */
export interface WorkspacePackage {
  /** Name of its folder. */
  folder: string;
  name: string;
  private: boolean;
  /** Names in `dependencies` and `peerDependencies`: what a user's installation brings along. */
  installs: string[];
}

/** Every package of the workspace, by folder name. */
export function workspacePackages(): WorkspacePackage[] {
  return readdirSync(join(root, "packages"))
    .filter((folder) => existsSync(join(root, "packages", folder, "package.json")))
    .map((folder) => {
      const manifest = JSON.parse(readFileSync(join(root, "packages", folder, "package.json"), "utf8"));
      const installs = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });
      return { folder, name: manifest.name, private: manifest.private === true, installs };
    });
}

const SKIPPED = new Set(["node_modules", "dist", ".git", "coverage"]);

/** The paths, relative to the workspace and with `/`, of every file below `folder` whose name ends in `ending`. */
export function filesBelow(folder: string, ending: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : filesBelow(path, ending);
    return entry.name.endsWith(ending) ? [path] : [];
  });
}

/** The text of a file of the workspace. */
export function textOf(path: string): string {
  return readFileSync(join(root, path), "utf8");
}
