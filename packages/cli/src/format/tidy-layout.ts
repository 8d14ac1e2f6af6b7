/**
 * White space and bullets in their one form: no space at the end of a line, one blank line at most between lines, none
 * at the start or end, `-` for bullets, tabs at the start of a line as two spaces, a line break at the end. Line breaks
 * are those of the first line.
 */
export function tidyLayout(text: string): string {
  const lineBreak = /\r\n|\r|\n/.exec(text)?.[0] ?? "\n";
  const tidied = text
    .split(/\r\n|\r|\n/)
    .map(tidyLine)
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .replace(/^\n+|\n+$/g, "");
  return `${tidied}\n`.replaceAll("\n", lineBreak);
}

function tidyLine(line: string): string {
  const trimmed = line.trimEnd();
  const [, indent = "", bullet = "", rest = ""] = /^(\s*)((?:[-*•–—‣◦·]|\d{1,3}[.)])\s+)?(.*)$/su.exec(trimmed) ?? [];
  const spaces = indent.replaceAll("\t", "  ").replace(/[^ ]/g, " ");
  const mark = bullet === "" ? "" : `${/\d/.test(bullet) ? bullet.trim() : "-"} `;
  return spaces + mark + rest;
}
