import { HighlightStyle, StreamLanguage, syntaxHighlighting } from "@codemirror/language";
import { tags } from "@lezer/highlight";

const WORDS =
  /^(?:max(?:imum)?|at most|up to|limit|only|allow|block|deny|never|no|require|needs?|approvals?|above|over|below|per|each|every|in any|in total|keep|except|until|from|between|warn|alert)\b/i;

/** Colours for the eye: what the words mean is for the parser to say. */
const policyLanguage = StreamLanguage.define<null>({
  name: "policy",
  startState: () => null,
  token(stream) {
    if (stream.sol() && stream.match(/^\s*(?:#|\/\/).*/)) return "comment";
    if (stream.match(/^"[^"]*"?/)) return "string";
    if (stream.match(/^(?:[$€£¥]\s?)?\d[\d,.]*\d|^(?:[$€£¥]\s?)?\d%?/)) return "number";
    if (stream.match(/^[\w-]+(?:\.[\w-]+)+/)) return "link";
    if (stream.match(WORDS)) return "keyword";
    if (!stream.match(/^\w+/)) stream.next();
    return null;
  },
});

const style = HighlightStyle.define([
  { tag: tags.comment, color: "var(--quiet)" },
  { tag: tags.string, color: "var(--string)" },
  { tag: tags.number, color: "var(--number)" },
  { tag: tags.link, color: "var(--string)" },
  { tag: tags.keyword, color: "var(--keyword)" },
]);

export const highlighting = [policyLanguage, syntaxHighlighting(style)];
