import type { CommandSpec } from "../arguments/spec.js";
import { check } from "./check.js";
import { completions } from "./completions.js";
import { diff } from "./diff.js";
import { explain } from "./explain.js";
import { exposure } from "./exposure.js";
import { fmt } from "./fmt.js";
import { generateTests } from "./generate-tests.js";
import { init } from "./init.js";
import { lint } from "./lint.js";
import { parse } from "./parse.js";
import { replay } from "./replay.js";
import { suggest } from "./suggest.js";
import { test } from "./test.js";

/** Every command, in the order of the help. */
export const SPECS: readonly CommandSpec[] = [
  lint,
  test,
  parse,
  explain,
  fmt,
  check,
  diff,
  exposure,
  replay,
  generateTests,
  suggest,
  init,
  completions,
];
