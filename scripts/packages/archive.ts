import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { type PublicPackage, root } from "./manifest.ts";
import { heading, sh, tool } from "./shell.ts";

const { packageManager } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

/** Packs a package into an archive in `folder`, as publishing it would. */
export function pack({ name, folder }: PublicPackage, into: string): void {
  heading(`pack ${name}`);
  sh(folder, "npx", ["--yes", packageManager, "pack", "--pack-destination", into]);
}

/** Has publint and Are the types wrong look at an archive. Throws when either of them finds anything at all. */
export async function checkArchive(archive: string): Promise<void> {
  heading(`publint and attw on ${basename(archive)}`);
  const bytes = readFileSync(archive);
  const tarball = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  const { messages, pkg } = await publint({ pack: { tarball }, strict: true });
  if (messages.length > 0) {
    throw new Error(messages.map((message) => `${basename(archive)}: ${formatMessage(message, pkg)}`).join("\n"));
  }
  tool(root, "@arethetypeswrong/cli/dist/index.js", [archive, "--profile", "esm-only", "--no-definitely-typed"]);
}
