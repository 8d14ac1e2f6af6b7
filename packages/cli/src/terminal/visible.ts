/** Characters that a terminal would obey, or that nobody would see. */
const INVISIBLE = /[\p{Cc}\p{Cs}\p{Bidi_Control}\u200b-\u200d\u2060-\u2064\ufeff\u00ad]/gu;

/** Text from a file, safe to show: characters that a terminal would obey or hide are written as `<U+001B>`. */
export function visible(text: string): string {
  return text.replace(INVISIBLE, (character) => {
    const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
    return `<U+${code}>`;
  });
}
