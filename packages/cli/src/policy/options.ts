import type { EngineOptions } from "@spendrail/engine";
import type { ParseOptions } from "@spendrail/language";
import type { Config } from "../config/config.js";

/** What the settings say to the reader of policies. */
export function parseOptions({ merchants, categories }: Config): ParseOptions {
  return { merchants, categories };
}

/** What the settings say to the engine. */
export function engineOptions({ categories, missing }: Config): EngineOptions {
  return { categories, ...(missing === "deny" && { missing: "deny" as const }) };
}
