import { watch } from "node:fs/promises";

const WATCHED = /\.(policy|policy\.json|policy-test\.yaml)$|spendrail\.config\.json$/;

/** Waits until a policy, a test or the settings below a folder change, and the change has settled. */
export async function changed(folder: string): Promise<void> {
  const end = new AbortController();
  try {
    for await (const { filename } of watch(folder, { recursive: true, signal: end.signal })) {
      if (filename === null || WATCHED.test(filename)) break;
    }
  } finally {
    end.abort();
  }
  // Editors write a file in several steps.
  await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
}

const SETTLE_MS = 50;
