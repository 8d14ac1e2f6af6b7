import type { Session } from "../../session.js";
import type { Suite } from "../../testing/run-suites.js";
import { jsonTests } from "./json.js";
import { junitTests } from "./junit.js";
import { prettyTests } from "./pretty.js";

/** Writes what came of tests in one form. */
export type TestReporter = (suites: readonly Suite[], session: Session) => string;

const REPORTERS: Readonly<Record<string, TestReporter>> = { pretty: prettyTests, json: jsonTests, junit: junitTests };

export const testReporter = (format: string): TestReporter => REPORTERS[format] ?? prettyTests;
