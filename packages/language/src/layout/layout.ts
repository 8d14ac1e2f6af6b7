import type { RawToken } from "../lexer/raw-lexer.js";

/** A text in which comments are blank and bullets are one mark, character for character as long as the original. */
export function maskLayout(text: string): string {
  return text.replace(
    /^([^\S\r\n]*)(?:(#|\/\/)[^\r\n]*|(?:[-*•–—‣◦·]|\d{1,3}[.)])(?=[^\S\r\n]))/gmu,
    (line, indent: string, comment?: string) =>
      comment === undefined ? `${indent}\u0001${" ".repeat(line.length - indent.length - 1)}` : " ".repeat(line.length),
  );
}

/** Raw tokens of one statement, and whether the line it opens a list or heads other statements. */
export interface RawStatement {
  tokens: RawToken[];
  /** It ends in a colon; bullets or lines after it belong to it. */
  opensList: boolean;
  bullet: boolean;
}

const JOINS_LINES = /^(?:and|or|but|plus)$/i;

/** Cuts the tokens of a text into statements at full stops, semicolons and line breaks. */
export function splitStatements(tokens: readonly RawToken[]): RawStatement[] {
  const statements: RawStatement[] = [];
  let current: RawToken[] = [];
  let bullet = false;
  const finish = () => {
    const opensList = current.at(-1)?.shape === "Colon";
    if (opensList) current.pop();
    if (current.length > 0) statements.push({ tokens: current, opensList, bullet });
    current = [];
    bullet = false;
  };
  for (const [index, token] of tokens.entries()) {
    const last = current.at(-1);
    switch (token.shape) {
      case "Bullet":
        bullet = current.length === 0 || bullet;
        break;
      case "Break":
        if (last !== undefined && (last.shape === "Comma" || last.shape === "Ampersand" || JOINS_LINES.test(last.text)))
          break;
        finish();
        break;
      case "Dot":
        if (isAbbreviation(current, tokens[index + 1])) break;
        finish();
        break;
      case "Semicolon":
      case "Bang":
        finish();
        break;
      default:
        current.push(token);
    }
  }
  finish();
  return statements;
}

/** "Max. $50": a full stop after the first word of a statement; "St. Lucia". */
function isAbbreviation(current: readonly RawToken[], next: RawToken | undefined): boolean {
  if (/^st$/i.test(current.at(-1)?.text ?? "") && next?.shape === "Word") return true;
  return (
    current.length === 1 &&
    /^(?:max|min)$/i.test(current[0]?.text ?? "") &&
    next !== undefined &&
    next.shape !== "Break"
  );
}
