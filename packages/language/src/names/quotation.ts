/** What must not stand inside quotes as it is: white space and marks that nobody sees, and whatever ends the quotes. */
const HIDDEN = /[^\P{Z} ]|[\p{C}\p{Default_Ignorable_Code_Point}“”„‟]/gu;
const ESCAPE = /\\(?:(["\\])|u\{([0-9a-f]{1,6})\})/gi;
const LAST_CODE_POINT = 0x10ffff;

/** Text in straight double quotes, with a backslash before quotes and backslashes, and `\u{200b}` for hidden characters. */
export function quote(text: string): string {
  const escaped = text
    .replace(/["\\]/g, "\\$&")
    .replace(HIDDEN, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
  return `"${escaped}"`;
}

/**
 * What stands between quotes of any kind, without white space around it. Only straight double quotes have escapes; a
 * backslash that starts none is a backslash.
 *
 * @param quotation the text with its quotes.
 */
export function unquote(quotation: string): string {
  const inside = quotation.slice(1, -1);
  if (!quotation.startsWith('"')) return inside.trim();
  const unescaped = inside.replace(ESCAPE, (sequence: string, mark: string | undefined, digits: string | undefined) => {
    if (mark !== undefined) return mark;
    const codePoint = Number.parseInt(digits ?? "", 16);
    return codePoint <= LAST_CODE_POINT ? String.fromCodePoint(codePoint) : sequence;
  });
  return unescaped.trim();
}
