import type { ReasonCode } from "@spendrail/model";
import { type CompiledOf, inForce } from "../compile/compiled-rule.js";
import { type Dimension, judgedDimension, type Match, type Matcher } from "../compile/matcher.js";
import type { Context } from "./context.js";
import type { Finding, Unverified } from "./verdict.js";

/** The first block of one dimension that matches, and the blocks of it that could not be verified. */
export function judgeBlocks(
  context: Context,
  dimension: Dimension,
  code: ReasonCode,
  message: () => string,
): { finding?: Finding; notes: Unverified[] } {
  const notes: Unverified[] = [];
  for (const block of context.rules.ofKind("block")) {
    if (block.on === undefined || judgedDimension(block.on, context.subject) !== dimension) continue;
    const match = context.applies(block);
    if (match === "yes") return { finding: { code, message: message(), rule: block.index }, notes };
    if (match === "unverified") notes.push({ rule: block.index, note: `block in rule ${block.index} not verified` });
  }
  return { notes };
}

/**
 * The first allow rule of a dimension when none of that dimension lets the payment in. A payment that does not state
 * the dimension is not let in.
 *
 * @param partOf what an allow rule says of the dimension; `undefined` when it says nothing
 */
export function missedAllowlist<Part>(
  context: Context,
  partOf: (on: Matcher) => Part | undefined,
  matches: (part: Part) => Match,
): CompiledOf<"allow"> | undefined {
  let first: CompiledOf<"allow"> | undefined;
  for (const allow of context.rules.ofKind("allow")) {
    const part = allow.on === undefined ? undefined : partOf(allow.on);
    if (part === undefined || !inForce(allow, context.subject.atMs)) continue;
    if (matches(part) === "yes") return undefined;
    first ??= allow;
  }
  return first;
}
