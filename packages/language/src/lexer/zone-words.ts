import { type NamedZone, zoneNamed } from "../vocabulary/zones.js";
import type { RawToken } from "./raw-lexer.js";

/** A time zone, and the index of the raw token behind it. */
interface ZoneReading {
  class: "zone";
  meaning: { zone: NamedZone };
  next: number;
}

const LONGEST_ZONE = 9;

const ZONE_AREA =
  /^(?:africa|america|antarctica|arctic|asia|atlantic|australia|europe|indian|pacific|us|canada|etc|brazil|chile|mexico)$/i;

const ZONE_WORD = /^(?:utc|gmt|est|edt|cst|cdt|mst|mdt|pst|pdt|cet|eet|wet|jst|[ECMP]T)$/;

const ZONE_WORD_ANY_CASE = /^(?:utc|gmt|est|edt|pst|pdt)$/i;

const MOST_REMEMBERED = 500;

const zones = new Map<string, NamedZone | undefined>();

/** The runtime is slow to say that it does not know a zone, so the answers are remembered. */
function knownZone(words: string): NamedZone | undefined {
  if (words.length > 60) return undefined;
  if (!zones.has(words)) {
    if (zones.size >= MOST_REMEMBERED) zones.clear();
    zones.set(words, zoneNamed(words));
  }
  return zones.get(words);
}

/** "America/New_York", "EST", "Tokyo time", "(New York)". */
export function zoneAt(tokens: readonly RawToken[], index: number): ZoneReading | undefined {
  const token = tokens[index] as RawToken;
  if (token.shape === "OpenParen") return zoneInParentheses(tokens, index);
  const reading = (words: string, next: number): ZoneReading | undefined => {
    const zone = knownZone(words);
    return zone && { class: "zone", meaning: { zone }, next };
  };
  if (ZONE_AREA.test(token.text) && tokens[index + 1]?.shape === "Slash") {
    let next = index + 1;
    while (
      next < index + LONGEST_ZONE &&
      ["Slash", "Word", "Dash"].includes(tokens[next]?.shape ?? "") &&
      tokens[next]?.start === tokens[next - 1]?.end
    )
      next += 1;
    return reading(
      tokens
        .slice(index, next)
        .map(({ text }) => text)
        .join(""),
      next,
    );
  }
  for (let next = index + 2; next <= index + 4; next += 1) {
    if (tokens[next - 1]?.key !== "time" || tokens[next]?.key === "zone") continue;
    return reading(
      tokens
        .slice(index, next)
        .map(({ text }) => text)
        .join(" "),
      next,
    );
  }
  return ZONE_WORD.test(token.text) || ZONE_WORD_ANY_CASE.test(token.text) ? reading(token.text, index + 1) : undefined;
}

function zoneInParentheses(tokens: readonly RawToken[], index: number): ZoneReading | undefined {
  for (let close = index + 2; close <= index + 7; close += 1) {
    if (tokens[close]?.shape !== "CloseParen") continue;
    const inside = tokens.slice(index + 1, close);
    const words = inside
      .map(({ text, start }, at) => (at > 0 && inside[at - 1]?.end !== start ? ` ${text}` : text))
      .join("");
    const zone = knownZone(words);
    return zone && { class: "zone", meaning: { zone }, next: close + 1 };
  }
  return undefined;
}
