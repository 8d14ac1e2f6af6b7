import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";
import { startRedis } from "../../../scripts/testing/servers/redis.js";

const folder = fileURLToPath(new URL("..", import.meta.url));
const server = await startRedis();
afterAll(() => server.remove());

test("the program of the README prints what the page says", () => {
  const page = readFileSync(`${folder}/README.md`, "utf8");
  const [, program = "", prints] = /^```typescript\n([\s\S]*?)^```\n+```text\n([\s\S]*?)^```/m.exec(page) ?? [];
  const input = program.replace("redis://localhost:6379", `redis://127.0.0.1:${server.port}`);
  const args = ["--input-type=module-typescript"];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, input, encoding: "utf8" });
  expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: prints, stderr: "" });
});
