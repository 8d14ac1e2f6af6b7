/** The scripts in which living languages are written (UAX 31, table 5, "recommended"), by ISO 15924 code. */
const SCRIPTS =
  "Arab Armn Beng Bopo Cyrl Deva Ethi Geor Grek Gujr Guru Hang Hani Hebr Hira Kana Khmr Knda Laoo Latn Mlym Mymr Orya Sinh Taml Telu Thaa Thai Tibt".split(
    " ",
  );

const scriptClass = (scripts: readonly string[]) => scripts.map((script) => `\\p{scx=${script}}`).join("");

/** What may stand in one label together: one script, or those that Japanese and Korean are written in beside Latin. */
const SINGLE = [...SCRIPTS.map((script) => [script]), ["Latn", "Hani", "Hira", "Kana"], ["Latn", "Hani", "Hang"]].map(
  (scripts) => new RegExp(`^[${scriptClass(scripts)}\\p{scx=Zyyy}\\p{scx=Zinh}]*$`, "u"),
);
const RECOMMENDED = new RegExp(`[${scriptClass(SCRIPTS)}]`, "u");

/**
 * Whether a label of a host name has letters of several scripts, so that it can look like another name (a Cyrillic `а`
 * among Latin letters). The combinations of Japanese (Han, Hiragana, Katakana, Latin) and Korean (Han, Hangul, Latin)
 * are one script, as in the "highly restrictive" level of UTS 39; so are characters that all scripts share.
 *
 * @param label with `xn--` decoded.
 */
export function isMixedScript(label: string): boolean {
  return RECOMMENDED.test(label) && !SINGLE.some((single) => single.test(label));
}
