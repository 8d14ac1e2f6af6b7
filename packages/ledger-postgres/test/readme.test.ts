import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { startPostgres } from "../../../scripts/testing/servers/postgres.js";

const folder = fileURLToPath(new URL("..", import.meta.url));
const README = readFileSync(new URL("../README.md", import.meta.url), "utf8");

it("the example of the README runs on a server, and prints what it says", async () => {
  const [, code, prints] = /^```ts server\n([\s\S]*?)^```\n+```text\n([\s\S]*?)^```/m.exec(README) ?? [];
  const server = await startPostgres();
  const { user, host, port, database } = server.connection;
  const env = { ...process.env, DATABASE_URL: `postgres://${user}@${host}:${port}/${database}` };
  const ran = spawnSync(process.execPath, ["--input-type=module-typescript"], {
    cwd: folder,
    input: code ?? "",
    encoding: "utf8",
    env,
  });
  await server.remove();
  expect({ status: ran.status, stdout: ran.stdout, stderr: ran.stderr }).toEqual({
    status: 0,
    stdout: prints,
    stderr: "",
  });
});
