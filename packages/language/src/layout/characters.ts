import type { Finding } from "../diagnostic/diagnostic.js";

/** Control characters other than tab and line breaks, bidirectional controls, zero-width characters, lone surrogates. */
const FORBIDDEN = /[\p{Cc}\p{Cs}\p{Bidi_Control}\u200b-\u200d\u2060\ufeff\u00ad\u180e\u2061-\u2064\ufff9-\ufffb]/gu;

/** A finding for each character that must not be in a policy, because nobody can see it. At most twenty. */
export function forbiddenCharacters(text: string): Finding[] {
  const findings: Finding[] = [];
  for (const { 0: character, index } of text.matchAll(FORBIDDEN)) {
    if (character === "\t" || character === "\n" || character === "\r") continue;
    const at = { start: index, end: index + character.length };
    const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
    findings.push({
      code: "forbidden_character",
      at,
      message: `The invisible character U+${code} must not be in a policy.`,
      fixes: [{ title: "Remove it", edits: [{ ...at, text: "" }] }],
    });
    if (findings.length === 20) break;
  }
  return findings;
}
