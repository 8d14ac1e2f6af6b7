/** One case of a JUnit report. */
export interface JunitCase {
  readonly name: string;
  readonly seconds?: number;
  /** What failed: a line, and the details. */
  readonly failure?: { readonly message: string; readonly details: string };
}

export interface JunitSuite {
  readonly name: string;
  readonly cases: readonly JunitCase[];
}

/** A report in the XML that JUnit's Ant task writes and build servers read. */
export function junitReport(suites: readonly JunitSuite[]): string {
  const all = suites.flatMap(({ cases }) => cases);
  const attributes = { tests: all.length, failures: failuresOf(all) };
  const body = suites.map(suiteElement).join("");
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites${listed({ name: "spendrail", ...attributes })}>\n${body}</testsuites>\n`;
}

function suiteElement({ name, cases }: JunitSuite): string {
  const attributes = listed({ name, tests: cases.length, failures: failuresOf(cases), errors: 0, skipped: 0 });
  return `  <testsuite${attributes}>\n${cases.map((each) => caseElement(name, each)).join("")}  </testsuite>\n`;
}

function caseElement(classname: string, { name, failure, seconds = 0 }: JunitCase): string {
  const attributes = listed({ name, classname, time: seconds.toFixed(3) });
  if (failure === undefined) return `    <testcase${attributes}/>\n`;
  const { message, details } = failure;
  return `    <testcase${attributes}>\n      <failure${listed({ message })}>${escaped(details)}</failure>\n    </testcase>\n`;
}

const failuresOf = (cases: readonly JunitCase[]): number => cases.filter(({ failure }) => failure !== undefined).length;

function listed(attributes: Readonly<Record<string, string | number>>): string {
  return Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${escaped(String(value)).replaceAll("\n", "&#10;")}"`)
    .join("");
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Text for XML 1.0, which has no way to write most control characters: they become U+FFFD. */
function escaped(text: string): string {
  return text
    .replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character)
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd");
}
