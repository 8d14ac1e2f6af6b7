import { readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

const PACKAGES = [
  "model",
  "language",
  "engine",
  "ledger",
  "analysis",
  "ledger-sqlite",
  "ledger-postgres",
  "ledger-redis",
  "ledger-conformance",
];

/** One exported name, as its declaration file has it. */
interface Exported {
  name: string;
  doc: string;
  declaration: string;
}

/** A page for each package: every exported name with its docstring and its declaration. */
export function apiPages(): Record<string, string> {
  return Object.fromEntries(PACKAGES.map((folder) => [`reference/api/${folder}.md`, pageOf(folder)]));
}

function pageOf(folder: string): string {
  const exported = exportsOf(folder).sort((a, b) => (a.name < b.name ? -1 : 1));
  const entries = exported.map(
    ({ name, doc, declaration }) => `## ${name}\n\n${doc}\n\`\`\`typescript\n${declaration}\n\`\`\`\n`,
  );
  return `# @spendrail/${folder}\n\nMade from the docstrings of the package.\n\n${entries.join("\n")}`;
}

function exportsOf(folder: string): Exported[] {
  const index = declarationsOf(folder, "index.d.ts");
  const lists = [...index.matchAll(/export (?:type )?\{([^}]*)\} from "([^"]+)"/g)];
  return lists.flatMap(([, names = "", from = ""]) =>
    names
      .split(",")
      .map((name) => name.replace(/^\s*(?:type\s)?/, "").trim())
      .filter((name) => name !== "")
      .map((name) => exportedOf(folder, from, name)),
  );
}

function exportedOf(folder: string, from: string, entry: string): Exported {
  const [inside = "", name = inside] = entry.split(" as ").map((part) => part.trim());
  const file = posix.normalize(from.replace(/\.js$/, ".d.ts"));
  const source = declarationsOf(folder, file);
  const start = new RegExp(
    `export (?:declare )?(?:abstract )?(?:interface|type|class|function|const|enum) ${inside}\\b`,
  ).exec(source);
  if (start === null) throw new Error(`packages/${folder}/dist/${file} does not declare ${inside}.`);
  const declaration = source
    .slice(start.index, endOf(source, start.index))
    .replace("export declare ", "")
    .replace("export ", "");
  return { name, doc: docBefore(source, start.index), declaration };
}

/** The end of a declaration: its first semicolon, or its closing brace, outside of brackets. */
function endOf(source: string, start: number): number {
  let depth = 0;
  for (let at = start; at < source.length; at += 1) {
    if (source.startsWith("/*", at)) at = source.indexOf("*/", at) + 1;
    const character = source[at] as string;
    if ("{([".includes(character)) depth += 1;
    if ("})]".includes(character)) depth -= 1;
    const isBody =
      character === "}" &&
      /^export (?:declare )?(?:abstract )?(?:interface|class|enum) /.test(source.slice(start, start + 40));
    if (depth === 0 && (character === ";" || isBody)) return at + 1;
  }
  return source.length;
}

/** The docstring straight before a declaration, as Markdown. */
function docBefore(source: string, at: number): string {
  const doc = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*$/.exec(source.slice(0, at))?.[1] ?? "";
  const lines = doc.split("\n").map((line) => line.replace(/^\s*\* ?/, "").trimEnd());
  const text = lines.join("\n").trim();
  return text === ""
    ? ""
    : `${text
        .replace(/@(\w+) ?/g, "\n**$1** ")
        .replaceAll("<", "&lt;")
        .replaceAll("{{", "{ {")}\n`;
}

function declarationsOf(folder: string, file: string): string {
  return readFileSync(join(root, "packages", folder, "dist", file), "utf8");
}
