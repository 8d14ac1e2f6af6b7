import { parentPort, workerData } from "node:worker_threads";
import { lintFile } from "./lint-file.js";
import type { LintSettings } from "./settings.js";

/** What a thread is given: its files, and how to lint them. */
const { share, settings } = workerData as { share: readonly string[]; settings: LintSettings };

/** Standard input is read by the first thread alone. */
async function* noInput() {}

for (const file of share) {
  parentPort?.postMessage(await lintFile(file, settings, { cwd: settings.cwd, stdin: noInput }));
}
