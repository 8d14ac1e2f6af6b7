import type { Head } from "../store.js";

/** An account to which nothing has happened. */
export const NO_HEAD: Head = { sequence: 0, hash: "", latestMs: 0, movements: 0 };
