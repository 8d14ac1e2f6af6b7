const POINT = 0x2e;
const DIGIT_ZERO = 0x30;
const DIGIT_NINE = 0x39;
const LETTER_A = 0x61;
const LETTER_Z = 0x7a;
/** The longest label of a host name. */
const MAX_LENGTH = 63;

/**
 * Whether the text is a host name that `canonicalMerchant` would return as it is: short, two labels or more, of lower-case
 * letters and digits, the last of letters alone, not below `www`. Most merchants are; this tells them in a hundredth of
 * the time that reading a host name takes. `false` says nothing.
 */
export function isPlainHost(text: string): boolean {
  if (text.length > MAX_LENGTH) return false;
  let label = 0;
  let lastDigit = -1;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === POINT) {
      if (index === label) return false;
      label = index + 1;
    } else if (code >= DIGIT_ZERO && code <= DIGIT_NINE) {
      lastDigit = index;
    } else if (code < LETTER_A || code > LETTER_Z) {
      return false;
    }
  }
  return label > 0 && label < text.length && lastDigit < label && !text.startsWith("www.");
}
