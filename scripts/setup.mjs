// Makes the workspace ready: dependencies installed, packages built. Runs on any Node.js from 20 on with nothing
// installed, so it imports nothing but Node's own modules; whatever comes after it runs on the workspace's Node.js.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const OLDEST_NODE = 20;
const onWindows = process.platform === "win32";

/** The folder of the workspace. */
export const root = fileURLToPath(new URL("..", import.meta.url));

const modules = join(root, "node_modules");
/** Holds the digest of what was installed. Written last, so an interrupted install has none and is done again. */
const stampFile = join(modules, ".installed");

/** Ends the program with one plain sentence on standard error. */
export function fail(sentence) {
  process.stderr.write(`\n${sentence}\n`);
  process.exit(1);
}

function pathOf(program) {
  return join(modules, ".bin", onWindows ? `${program}.cmd` : program);
}

/**
 * Runs a program of the workspace (`node`, `tsc`, ...) in the workspace's folder, on this terminal.
 * Returns its exit status; 1 when a signal ended it or when it could not be started.
 */
export function run(program, args) {
  // INIT_CWD is where the user stands, as npm sets it for its scripts: relative file names start there.
  const env = { INIT_CWD: process.cwd(), ...process.env };
  const { status } = spawnSync(pathOf(program), args, { cwd: root, stdio: "inherit", shell: onWindows, env });
  return status ?? 1;
}

/** Checks Node.js, installs what is missing or out of date, and builds. Quick when nothing has changed. */
export function makeReady() {
  checkNode();
  const digest = digestOfManifests();
  if (!isInstalled(digest)) install(digest);
  if (run("tsc", ["-b"]) !== 0) fail("The packages could not be built: the compiler's messages are above.");
}

function checkNode() {
  const version = process.versions.node;
  if (Number.parseInt(version, 10) < OLDEST_NODE) {
    fail(`Node.js ${OLDEST_NODE} or later is needed, and this is ${version}. Install a later one and run this again.`);
  }
}

function packageFolders() {
  const folder = join(root, "packages");
  const packages = readdirSync(folder)
    .sort()
    .map((name) => join(folder, name));
  return [...packages, join(root, "bench")].filter((path) => existsSync(join(path, "package.json")));
}

function digestOfManifests() {
  const hash = createHash("sha256").update(`${process.platform} ${process.arch}`);
  const manifests = [root, ...packageFolders()].map((folder) => join(folder, "package.json"));
  for (const file of [join(root, "pnpm-lock.yaml"), join(root, "pnpm-workspace.yaml"), ...manifests]) {
    hash.update("\0").update(readFileSync(file));
  }
  return hash.digest("hex");
}

function isInstalled(digest) {
  const complete = [root, ...packageFolders()].every((folder) => {
    const { dependencies = {}, devDependencies = {} } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const names = Object.keys({ ...dependencies, ...devDependencies });
    return names.every((name) => existsSync(join(folder, "node_modules", name)));
  });
  return complete && existsSync(stampFile) && readFileSync(stampFile, "utf8") === digest;
}

function install(digest) {
  process.stderr.write("Installing dependencies (needed once, about a minute) ...\n");
  rmSync(stampFile, { force: true });
  const { packageManager } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const { error, signal, status, stdout, stderr } = spawnSync(
    "npx",
    ["--yes", packageManager, "install", "--frozen-lockfile"],
    {
      cwd: root,
      encoding: "utf8",
      maxBuffer: 1 << 28,
      shell: onWindows,
      stdio: ["ignore", "pipe", "pipe"],
      // CI: pnpm asks no questions. NODE_ENV: a machine set to "production" would leave the tools out.
      env: { ...process.env, CI: "true", NODE_ENV: "development" },
    },
  );
  if (error !== undefined || status !== 0) fail(whyInstallFailed(error, signal, `${stdout ?? ""}\n${stderr ?? ""}`));
  if (spawnSync(pathOf("node"), ["--version"], { shell: onWindows }).status !== 0) {
    fail("The dependencies are incomplete. Delete the folder node_modules and run this again.");
  }
  writeFileSync(stampFile, digest);
}

function whyInstallFailed(error, signal, output) {
  if (error?.code === "ENOENT")
    return "npx was not found. It comes with Node.js: install Node.js with npm and run this again.";
  if (signal !== null) return "The installation was interrupted. Run this again and it starts anew.";
  if (
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT/.test(output)
  ) {
    return "The npm registry could not be reached. Check the network (or npm's proxy settings) and run this again.";
  }
  if (output.includes("ENOSPC")) return "The disk is full. Free some space and run this again.";
  if (output.includes("ERR_PNPM_OUTDATED_LOCKFILE")) {
    return "pnpm-lock.yaml does not match the package.json files. Bring it up to date with: npx pnpm install";
  }
  const lines = output.split("\n").filter((line) => line.trim() !== "");
  return `${lines.slice(-15).join("\n")}\n\nThe dependencies could not be installed: the last messages of pnpm are above.`;
}
