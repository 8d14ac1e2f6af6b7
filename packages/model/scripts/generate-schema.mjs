// Writes the JSON Schemas of policies and payments from the types. With --check, only says whether they are up to date.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createGenerator } from "ts-json-schema-generator";

const packageFolder = new URL("../", import.meta.url);
const SCHEMAS = [
  { type: "SpendingPolicy", source: "src/policy/policy.ts", target: "schema/policy.schema.json" },
  { type: "Payment", source: "src/payment/payment.ts", target: "schema/payment.schema.json" },
];

function generate({ type, source }) {
  const generator = createGenerator({
    path: fileURLToPath(new URL(source, packageFolder)),
    tsconfig: fileURLToPath(new URL("tsconfig.json", packageFolder)),
    type,
    jsDoc: "extended",
    additionalProperties: false,
    topRef: false,
    // The compiler of the workspace checks the types.
    skipTypeCheck: true,
  });
  return `${JSON.stringify(generator.createSchema(type), null, 2)}\n`;
}

for (const schema of SCHEMAS) {
  const file = new URL(schema.target, packageFolder);
  const text = generate(schema);
  if (!process.argv.includes("--check")) {
    writeFileSync(file, text);
  } else if (readFileSync(file, "utf8") !== text) {
    process.stderr.write(`${schema.target} is out of date: run scripts/generate-schema.mjs\n`);
    process.exitCode = 1;
  }
}
