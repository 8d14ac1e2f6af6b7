import { on } from "node:events";
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { Io } from "../io.js";
import { type FileReport, lintFile } from "./lint-file.js";
import type { LintSettings } from "./settings.js";

/** Starting a thread costs as much as linting this many small files: below twice that one thread is as fast. */
const FILES_A_THREAD = 150;

/** Lints files and gives their reports in the order of the files, each as soon as it and those before it are there. */
export async function* lintFiles(files: readonly string[], settings: LintSettings, io: Io): AsyncGenerator<FileReport> {
  const threads = Math.min(availableParallelism(), Math.floor(files.length / FILES_A_THREAD));
  if (threads < 2 || files.includes("-")) {
    for (const file of files) yield await lintFile(file, settings, io);
    return;
  }
  yield* inThreads(files, settings, threads);
}

/** Each thread takes every n-th file, so that all of them work on the same stretch and reports come in order. */
async function* inThreads(
  files: readonly string[],
  settings: LintSettings,
  threads: number,
): AsyncGenerator<FileReport> {
  const reports = Array.from({ length: threads }, (_, index) => {
    const share = files.filter((_, at) => at % threads === index);
    const worker = new Worker(new URL("./worker.js", import.meta.url), { workerData: { share, settings } });
    return on(worker, "message", { close: ["exit"] });
  });
  for (let index = 0; index < files.length; index += 1) {
    const next = await reports[index % threads]?.next();
    if (next === undefined || next.done) throw new Error("A thread ended before its files were done.");
    const [report] = next.value;
    yield report;
  }
}
