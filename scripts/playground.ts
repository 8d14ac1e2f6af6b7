// npm run playground: builds the playground and serves it on this machine alone, until it is interrupted.

import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const folder = fileURLToPath(new URL("../packages/playground", import.meta.url));
const configFile = join(folder, "vite.config.ts");
const require = createRequire(join(folder, "package.json"));
const { build, preview } = await import(pathToFileURL(require.resolve("vite")).href);

await build({ configFile, logLevel: "warn" });
const server = await preview({ configFile, logLevel: "warn", preview: { host: "127.0.0.1" } });
process.stdout.write(`The playground is at ${server.resolvedUrls?.local[0]} (end it with Ctrl+C).\n`);
