// Writes the JSON Schemas of the settings and of what the commands print from the types. With --check, only says whether
// they are up to date. The packages must be built.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createGenerator } from "ts-json-schema-generator";

const packageFolder = new URL("../", import.meta.url);
const pathOf = (path) => fileURLToPath(new URL(path, packageFolder));

const SCHEMAS = {
  ConfigFile: "config",
  LintOutput: "lint",
  ParseErrorsOutput: "parse-errors",
  CheckOutput: "check",
  TestOutput: "test",
  DiffOutput: "diff",
  ExposureOutput: "exposure",
  ReplayOutput: "replay",
};

const generator = createGenerator({
  path: pathOf("src/{output,config/config}.ts"),
  tsconfig: pathOf("tsconfig.json"),
  jsDoc: "extended",
  additionalProperties: false,
  topRef: false,
  // The compiler of the workspace checks the types.
  skipTypeCheck: true,
});

for (const [type, name] of Object.entries(SCHEMAS)) {
  const target = `schema/${name}.schema.json`;
  const text = `${JSON.stringify(generator.createSchema(type), null, 2)}\n`;
  if (!process.argv.includes("--check")) {
    writeFileSync(pathOf(target), text);
  } else if (readFileSync(pathOf(target), "utf8") !== text) {
    process.stderr.write(`${target} is out of date: run scripts/generate-schema.mjs\n`);
    process.exitCode = 1;
  }
}
