// Packs every public package, checks the archives, installs them into an empty project and uses them from there as
// users do: from TypeScript, from plain JavaScript on each supported Node.js, and bundled for a browser.
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkArchive, pack } from "./archive.ts";
import { publicPackages } from "./manifest.ts";
import { bundleForBrowser, compile, createProject, runOnNode } from "./project.ts";

const NODE_MAJORS = [22, 24];
const MODULE_RESOLUTIONS = ["node16", "bundler"] as const;

const folder = mkdtempSync(join(tmpdir(), "packages-"));
try {
  const packages = publicPackages();
  for (const each of packages) pack(each, folder);
  const archives = readdirSync(folder).map((file) => join(folder, file));
  for (const archive of archives) await checkArchive(archive);
  const project = createProject(join(folder, "project"), archives, packages);
  for (const resolution of MODULE_RESOLUTIONS) compile(project, resolution);
  for (const major of NODE_MAJORS) runOnNode(project, major);
  await bundleForBrowser(project);
  process.stdout.write(`\n${packages.length} packages work when installed.\n`);
} catch (problem) {
  process.stderr.write(`\n${problem instanceof Error ? problem.message : String(problem)}\n`);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
