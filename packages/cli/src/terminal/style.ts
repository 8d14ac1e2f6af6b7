import { styleText } from "node:util";
import type { Io, Output } from "../io.js";

/** Colours by what they say. Without colour each gives its text back. */
export interface Style {
  error(text: string): string;
  warning(text: string): string;
  info(text: string): string;
  good(text: string): string;
  faint(text: string): string;
  strong(text: string): string;
}

/** What the command line says about colour. */
export type ColorChoice = "always" | "never" | "by-terminal";

/**
 * The colours for an output. The command line comes first, then `NO_COLOR` and `FORCE_COLOR` (any non-empty value, as
 * no-color.org and force-color.org say; `FORCE_COLOR=0` means none), then whether a person sees it.
 */
export function styleFor(output: Output, env: Io["env"], choice: ColorChoice): Style {
  const on = hasColor(output, env, choice);
  const as =
    (...format: Parameters<typeof styleText>[0][]) =>
    (text: string) =>
      on ? format.reduce((styled, each) => styleText(each, styled, { validateStream: false }), text) : text;
  return {
    error: as("red", "bold"),
    warning: as("yellow", "bold"),
    info: as("cyan", "bold"),
    good: as("green", "bold"),
    faint: as("dim"),
    strong: as("bold"),
  };
}

function hasColor(output: Output, env: Io["env"], choice: ColorChoice): boolean {
  if (choice !== "by-terminal") return choice === "always";
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== "0";
  return output.isTerminal && env.TERM !== "dumb";
}
