import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

/** What a program that is bundled for a browser takes along, in bytes, minified and compressed by gzip. */
export async function bundleSize(program: string): Promise<{ bytes: number; inputs: Record<string, number> }> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: program, resolveDir: fileURLToPath(new URL(".", import.meta.url)), loader: "js" },
    bundle: true,
    format: "esm",
    legalComments: "none",
    metafile: true,
    minify: true,
    platform: "browser",
    target: "es2023",
    write: false,
  });
  const [output] = Object.values(metafile.outputs);
  const inputs = Object.entries(output?.inputs ?? {}).map(
    ([path, { bytesInOutput }]) => [path, bytesInOutput] as const,
  );
  return { bytes: gzipSync(outputFiles[0]!.contents, { level: 9 }).length, inputs: Object.fromEntries(inputs) };
}

/** Everything that the engine exports, for policies that come as JSON. */
export const ENGINE = `export * from "@spendrail/engine"; export { readPayment } from "@spendrail/model";`;
/** The parser, the engine and the ledger. */
export const EVERYTHING = `export * from "spendrail";`;
