import { existsSync } from "node:fs";
import { join, posix } from "node:path";
import { expect, test } from "vitest";
import { filesBelow, root, textOf } from "./workspace.js";

const LINK = /\[[^\]]*\]\(([^)\s]+)(?:\s+"[^"]*")?\)|^\[[^\]]+\]:\s*(\S+)/gm;
const FENCED = /^```[^\n]*\n[\s\S]*?^```/gm;

/** The anchors of a page: its headings in lower case, without punctuation, with `-` for spaces. */
function anchorsOf(page: string): string[] {
  const headings = textOf(page)
    .replace(FENCED, "")
    .matchAll(/^#+\s+(.*)$/gm);
  return [...headings].map((match) =>
    (match[1] ?? "")
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, "")
      .trim()
      .replace(/\s/g, "-"),
  );
}

/** The links of a page that lead nowhere in this workspace. Addresses on the web are not visited. */
function deadLinks(page: string): string[] {
  const links = [...textOf(page).replace(FENCED, "").matchAll(LINK)].map((match) => match[1] ?? match[2] ?? "");
  return links.filter((link) => {
    if (/^(https|mailto):/.test(link)) return false;
    const [path = "", anchor] = decodeURI(link).split("#");
    const target = path === "" ? page : posix.join(posix.dirname(page), path);
    if (!existsSync(join(root, target))) return true;
    return anchor !== undefined && target.endsWith(".md") && !anchorsOf(target).includes(anchor);
  });
}

test.each(filesBelow("", ".md"))("every link of %s leads somewhere", (page) => {
  expect(deadLinks(page)).toEqual([]);
});
