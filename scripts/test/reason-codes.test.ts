import { CHECK_NAMES, REASON_CODES } from "@spendrail/model";
import { describe, expect, test } from "vitest";
import { filesBelow, textOf } from "./workspace.js";

const folder = "docs/reason-codes";
const pages = filesBelow(folder, ".md").filter((page) => !page.endsWith("/README.md"));

test("every reason code has its page, and every page its code", () => {
  expect(pages.sort()).toEqual(REASON_CODES.map((code) => `${folder}/${code}.md`).sort());
});

test("the list of reason codes has all of them in their order", () => {
  const listed = [...textOf(`${folder}/README.md`).matchAll(/^\| \[`(\w+)`\]\((\w+)\.md\)/gm)];
  expect(listed.map((match) => match[1])).toEqual(REASON_CODES);
  expect(listed.map((match) => match[2])).toEqual(REASON_CODES);
});

describe.each(REASON_CODES)("the page of %s", (code) => {
  const page = textOf(`${folder}/${code}.md`);

  test("names the code, the outcome and the check, and says what to do", () => {
    expect(page.startsWith(`# \`${code}\`\n`)).toBe(true);
    expect(page).toMatch(/^- \*\*Outcome:\*\* `(approve|deny|require_approval)`$/m);
    expect(page).toContain("\n## What to do\n");
  });

  test("names a check of the pipeline", () => {
    const check = /^- \*\*Check:\*\* (?:`(\w+)`|(.+))$/m.exec(page);
    expect([...CHECK_NAMES, undefined]).toContain(check?.[1]);
    expect(check).not.toBeNull();
  });
});
