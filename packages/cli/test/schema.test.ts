import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Ajv } from "ajv";
import { expect, test } from "vitest";
import { folderWith, spendrail } from "./world.js";

const schemaOf = (name: string): object =>
  JSON.parse(readFileSync(new URL(`../schema/${name}.schema.json`, import.meta.url), "utf8"));

function expectValid(name: string, value: unknown): void {
  const validate = new Ajv({ strictTypes: false }).compile(schemaOf(name));
  validate(value);
  expect(validate.errors).toBeNull();
}

test("the schemas are made from the types", () => {
  const script = fileURLToPath(new URL("../scripts/generate-schema.mjs", import.meta.url));
  const { status, stderr } = spawnSync(process.execPath, [script, "--check"], { encoding: "utf8" });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
});

const FILES = {
  "a.policy":
    "Max $50 per transaction. Max $100 per day.\nBlock gambling.\nRequire approval above $40.\nUntil 2020-01-31, max $4 per day.\n",
  "b.policy.json": '{"version": 1}',
  "c.policy": "Max $5. Time zone is UTC. Time zone is Europe/Berlin.",
  "a.policy-test.yaml":
    'policy: a.policy\nat: "2026-03-02T09:00:00Z"\ntests:\n  - { name: a, payment: { amount: 60 }, expect: approve }\n  - { name: b, payment: { amount: 1 }, expect: { outcome: deny, rule: 1, approvers: 1 } }\n',
  "c.policy-test.yaml": "policy: c.policy\ntests: []\n",
  "d.policy": "Max $60 per transaction. Time zone is Europe/Berlin.",
  "h.jsonl": '{"id": "1", "account": "a", "amount": "60", "at": "2026-01-01T10:00:00Z"}\n',
};

test.each([
  ["lint", ["lint", "a.policy", "b.policy.json", "c.policy", "missing.policy", "--format", "json"]],
  ["check", ["check", "a.policy", "--payment", '{"amount": "60"}', "--explain", "--format", "json"]],
  ["check", ["check", "a.policy", "--payment", '{"amount": "41"}', "--format", "json"]],
  ["test", ["test", "--mutation", "--format", "json"]],
  ["diff", ["diff", "a.policy", "d.policy", "--format", "json"]],
  ["exposure", ["exposure", "a.policy", "--format", "json"]],
  ["replay", ["replay", "a.policy", "h.jsonl", "--format", "json"]],
])("the schema %s describes what spendrail %j prints", async (schema, argv) => {
  const { out } = await spendrail(folderWith(FILES), argv);
  expectValid(schema, JSON.parse(out));
});

test("the schema of errors describes what parse prints for a text that is no policy", async () => {
  for (const file of ["b.policy.json", "c.policy"])
    expectValid("parse-errors", JSON.parse((await spendrail(folderWith(FILES), ["parse", file])).err));
});

test("the schema of settings describes those that init writes", async () => {
  const folder = folderWith();
  await spendrail(folder, ["init"]);
  expectValid("config", JSON.parse(readFileSync(`${folder}/spendrail.config.json`, "utf8")));
});
