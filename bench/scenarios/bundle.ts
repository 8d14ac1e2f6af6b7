import { bundleSize, ENGINE, EVERYTHING } from "../bundle/size.ts";
import type { Findings } from "../report/result.ts";

/** What a bundle takes along. */
export async function bundle(): Promise<Findings> {
  const engine = await bundleSize(ENGINE);
  const everything = await bundleSize(EVERYTHING);
  return {
    results: [
      { name: "engine without parser", unit: "bytes", value: engine.bytes, atMost: 25_000 },
      { name: "everything with parser", unit: "bytes", value: everything.bytes, atMost: 75_000 },
    ],
  };
}
