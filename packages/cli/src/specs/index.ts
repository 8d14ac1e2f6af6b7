import type { CommandSpec } from "../arguments/spec.js";
import { check } from "./check.js";
import { explain } from "./explain.js";
import { fmt } from "./fmt.js";
import { init } from "./init.js";
import { parse } from "./parse.js";

/** Every command, in the order of the help. */
export const SPECS: readonly CommandSpec[] = [parse, explain, fmt, check, init];
