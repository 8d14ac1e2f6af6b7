import { builtinModules } from "node:module";
import { posix } from "node:path";
import { describe, expect, test } from "vitest";
import { filesBelow, textOf, type WorkspacePackage, workspacePackages } from "./workspace.js";

const LIBRARIES = ["model", "language", "engine", "ledger", "analysis", "spendrail"];
const LEDGERS = ["ledger-conformance", "ledger-sqlite", "ledger-postgres", "ledger-redis"];

/** Which packages of the workspace each one may import: every arrow ends at `model`. */
const MAY_IMPORT: Record<string, string[]> = {
  model: [],
  language: ["model"],
  engine: ["model"],
  ledger: ["model", "engine"],
  ...Object.fromEntries(LEDGERS.map((folder) => [folder, ["model", "engine", "ledger"]])),
  analysis: ["model", "language", "engine"],
  spendrail: ["model", "language", "engine", "ledger"],
  cli: [...LIBRARIES, ...LEDGERS],
  playground: [...LIBRARIES, ...LEDGERS],
};

/** These run in any JavaScript runtime. */
const WITHOUT_NODE = ["model", "language", "engine"];

const IMPORT = /^\s*(?:import|export)\b(?:[^"';]*\bfrom)?\s*"([^"]+)"|\bimport\(\s*"([^"]+)"/gm;

interface Import {
  file: string;
  from: string;
}

function importsOf({ folder }: WorkspacePackage): Import[] {
  const sources = [".ts", ".tsx"].flatMap((ending) => filesBelow(`packages/${folder}/src`, ending));
  return sources.flatMap((file) =>
    [...textOf(file).matchAll(IMPORT)].map((match) => ({ file, from: match[1] ?? match[2] ?? "" })),
  );
}

/** The package that an import names: `decimal.js` of `decimal.js/decimal.mjs`, `@a/b` of `@a/b/c`. */
function packageNameOf(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}

function isNodeModule(specifier: string): boolean {
  return specifier.startsWith("node:") || builtinModules.includes(specifier);
}

const packages = workspacePackages();
const nameOf = new Map(packages.map(({ folder, name }) => [folder, name]));

describe.each(packages.map((each) => [each.folder, each] as const))("packages/%s", (folder, each) => {
  const imports = importsOf(each);
  const external = imports.filter(({ from }) => !from.startsWith("."));
  const used = new Set(external.filter(({ from }) => !isNodeModule(from)).map(({ from }) => packageNameOf(from)));

  test("imports only the packages below it", () => {
    expect(MAY_IMPORT, "the table of this test names every package").toHaveProperty(folder);
    const allowed = (MAY_IMPORT[folder] ?? []).map((below) => nameOf.get(below));
    const ours = [...nameOf.values()].filter((name) => used.has(name) || each.installs.includes(name));
    expect(ours.filter((name) => !allowed.includes(name))).toEqual([]);
  });

  test("reaches other packages by their names, never through their folders", () => {
    const source = `packages/${folder}/src/`;
    const outside = imports.filter(
      ({ file, from }) => from.startsWith(".") && !posix.join(posix.dirname(file), from).startsWith(source),
    );
    expect(outside).toEqual([]);
  });

  test("installs exactly what it imports", () => {
    expect([...used].sort()).toEqual([...each.installs].sort());
  });
});

test.each(packages.filter(({ folder }) => WITHOUT_NODE.includes(folder)))(
  "$name imports nothing of Node.js",
  (each) => {
    expect(importsOf(each).filter(({ from }) => isNodeModule(from))).toEqual([]);
  },
);

test("only the language installs the parser library", () => {
  const withParser = packages.filter(({ installs }) => installs.some((name) => name.includes("chevrotain")));
  expect(withParser.map(({ folder }) => folder)).toEqual(["language"]);
});

test("the packages that may use everything are used by none", () => {
  const edges = packages.filter(({ folder }) => ["cli", "playground"].includes(folder)).map(({ name }) => name);
  expect(packages.flatMap(({ installs }) => installs).filter((name) => edges.includes(name))).toEqual([]);
});
