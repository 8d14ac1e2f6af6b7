import { useEffect, useState } from "preact/hooks";

/** How long the page waits for more typing before it asks the worker. */
const PAUSE_MS = 120;

export interface Latest<Value> {
  value: Value | undefined;
  /** Why there is no value, or why it is of an earlier question. */
  problem: string | undefined;
}

/**
 * The worker's answer to the latest question; until it comes, the answer to the one before. Answers that come late, after a
 * newer question was asked, are not shown.
 *
 * @param key what the question depends on
 */
export function useLatest<Value>(ask: () => Promise<Value>, key: readonly unknown[]): Latest<Value> {
  const [latest, setLatest] = useState<Latest<Value>>({ value: undefined, problem: undefined });
  useEffect(() => {
    let isCurrent = true;
    const timer = setTimeout(() => {
      ask().then(
        (value) => isCurrent && setLatest({ value, problem: undefined }),
        (fault: unknown) => isCurrent && setLatest(({ value }) => ({ value, problem: String(fault) })),
      );
    }, PAUSE_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, key);
  return latest;
}
