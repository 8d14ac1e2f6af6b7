const cut = (text: string, length: number): string => text.repeat(Math.ceil(length / text.length)).slice(0, length);

const growing = (start: string, item: (index: number) => string, length: number): string => {
  let text = start;
  for (let index = 1; text.length < length - 40; index += 1) text += item(index);
  return text;
};

/** Texts of the given length, in ASCII, each the worst of its kind for some part of a reader. */
export const HOSTILE_TEXTS: Readonly<Record<string, (length: number) => string>> = {
  "nested parentheses": (length) => `Max $50 per day ${"(".repeat(length / 2 - 20)}${")".repeat(length / 2 - 20)}`,
  "parentheses that stay open": (length) => cut("(max ", length),
  "quotes that stay open": (length) => cut("'a ", length),
  "nested quotes": (length) => cut(`"a 'b `, length),
  "backslashes in quotes": (length) => `Block "${"\\".repeat(length - 20)}"`,
  separators: (length) => cut(".;,\n", length),
  commas: (length) => cut(",", length),
  "line breaks": (length) => cut("\r", length),
  spaces: (length) => cut(" ", length),
  dashes: (length) => cut("-", length),
  "one endless word": (length) => cut("a", length),
  "one endless word with hyphens": (length) => cut("a-", length),
  "one endless host name": (length) => cut("a.", length),
  wildcards: (length) => cut("a-*", length),
  "one endless number": (length) => cut("9", length),
  "one endless number in groups": (length) => cut("1,", length),
  numbers: (length) => cut("$500 ", length),
  "numbers in words": (length) => cut("one hundred ", length),
  dates: (length) => cut("2026-01-01 ", length),
  "a list of merchants": (length) => growing("Only allow ", (index) => `h${index}.com, `, length).concat("z.com"),
  "a list of unknown names": (length) => growing("Block ", (index) => `q${index}x, `, length).concat("AWS"),
  "one budget for each of many": (length) =>
    growing("$5 per day on ", (index) => `h${index}.com, `, length).concat("z.com each"),
  codes: (length) => growing("Block MCC 7995", (index) => `, ${String(index % 10_000).padStart(4, "0")}`, length),
  "ranges of codes": (length) => growing("Block MCC 7995", () => ", 3000-3999", length),
  "the widest ranges of codes": (length) => growing("Block MCC 7995", () => ", 0000-9999", length),
  bullets: (length) => cut("- max $5 per day\n", length),
  "a bulleted list": (length) => growing("Only allow:\n", () => "- AWS\n", length),
  "lists that are opened": (length) => cut("only allow:\n", length),
  headings: (length) => cut("Limits:\n", length),
  comments: (length) => cut("# a\n", length),
  conjunctions: (length) => cut("and ", length),
  "joined clauses": (length) => growing("Max $5 per day", () => " and $5 per day", length),
  exceptions: (length) => growing("Max $5 per day", () => " except AWS", length),
  "different exceptions": (length) => growing("Max $5 per day", (index) => ` except h${index}.com`, length),
  "exceptions with figures": (length) => growing("Max $5 per day", () => ", except AWS up to $6", length),
  times: (length) => growing("No payments 10am-11am", () => ", 9am-5pm", length),
  "words before a zone": (length) => cut("x time ", length),
  "zones that do not exist": (length) => growing("", (index) => `Europe/Q${index}. `, length),
  statements: (length) => growing("", (index) => `Max $${index} per day. `, length),
  "statements with dates": (length) => growing("", (index) => `Max $${index} per day until 2026-12-31. `, length),
  "mistyped statements": (length) => cut("Blok gamblng. ", length),
};
