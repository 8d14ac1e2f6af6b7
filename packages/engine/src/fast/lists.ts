import { type CompiledOf, isTimed } from "../compile/compiled-rule.js";
import { type Matcher, RAIL_NAMES, type Rail, type RailName, type Who } from "../compile/matcher.js";

/** The blocks that one check judges, with what most of them say put into one set. */
export interface FastBlocks {
  readonly rules: readonly CompiledOf<"block">[];
  /** What the blocks refuse that list values of one fact and say nothing else. */
  readonly refused: ReadonlySet<string>;
  /** Whether there are no other blocks. */
  readonly isPlain: boolean;
}

/** The allow rules over one fact. */
export interface FastAllows<Part> {
  readonly rules: readonly { readonly rule: CompiledOf<"allow">; readonly part: Part }[];
  /** All that they let in, where they list values and hold always; with none at all, `undefined` too. */
  readonly letIn: ReadonlySet<string> | undefined;
}

/** What the lists say about one fact of a payment. */
export interface FastRail {
  readonly name: RailName;
  readonly blocks: FastBlocks;
  readonly allows: FastAllows<Rail>;
}

/** @param valuesOf the values that a block lists when it lists nothing else */
export function blocksOf(
  rules: readonly CompiledOf<"block">[],
  valuesOf: (on: Matcher) => ReadonlySet<string> | undefined,
): FastBlocks {
  const plain = rules.map((rule) =>
    rule.on === undefined || rule.except !== undefined || isTimed(rule) ? undefined : valuesOf(rule.on),
  );
  return { rules, refused: unionOf(plain), isPlain: !plain.includes(undefined) };
}

export function mccsAlone({ rails, who, merchantHistory }: Matcher): ReadonlySet<string> | undefined {
  const isAlone = rails.length === 0 && who?.categories.size === 0 && merchantHistory === undefined;
  return isAlone && !listsMerchants(who) ? who.mccs : undefined;
}

export function merchantsAlone({ rails, who, merchantHistory }: Matcher): ReadonlySet<string> | undefined {
  return rails.length === 0 && merchantHistory === undefined ? namesIn(who) : undefined;
}

export function railsOf(blocks: readonly CompiledOf<"block">[], allows: readonly CompiledOf<"allow">[]): FastRail[] {
  const onRailsAlone = blocks.filter(({ on }) => on?.who === undefined && on?.merchantHistory === undefined);
  const railAlone = ({ rails }: Matcher) => (rails.length === 1 ? rails[0]?.values : undefined);
  return RAIL_NAMES.map((name) => ({
    name,
    blocks: blocksOf(
      onRailsAlone.filter(({ on }) => on?.rails.at(-1)?.name === name),
      railAlone,
    ),
    allows: allowsOf(
      allows,
      ({ rails }) => rails.find((rail) => rail.name === name),
      ({ values }) => values,
    ),
  })).filter(({ blocks, allows }) => blocks.rules.length > 0 || allows.rules.length > 0);
}

export function allowsWhoOf(allows: readonly CompiledOf<"allow">[]): FastAllows<Who> {
  return allowsOf(allows, ({ who }) => who, namesIn);
}

function allowsOf<Part>(
  allows: readonly CompiledOf<"allow">[],
  partOf: (on: Matcher) => Part | undefined,
  valuesOf: (part: Part) => ReadonlySet<string> | undefined,
): FastAllows<Part> {
  const rules = allows.flatMap((rule) => {
    const part = rule.on === undefined ? undefined : partOf(rule.on);
    return part === undefined ? [] : [{ rule, part }];
  });
  const lists = rules.map(({ rule, part }) => (isTimed(rule) ? undefined : valuesOf(part)));
  const isPlain = lists.length > 0 && !lists.includes(undefined);
  return { rules, letIn: isPlain ? unionOf(lists) : undefined };
}

/** The merchants of a list of nothing but whole names. */
function namesIn(who: Who | undefined): ReadonlySet<string> | undefined {
  const isAlone = who?.merchantSuffixes.size === 0 && who.categories.size === 0 && who.mccs.size === 0;
  return isAlone ? who.merchants : undefined;
}

export function listsMerchants(who: Who | undefined): boolean {
  return who !== undefined && (who.merchants.size > 0 || who.merchantSuffixes.size > 0);
}

function unionOf(lists: readonly (ReadonlySet<string> | undefined)[]): ReadonlySet<string> {
  const [only] = lists;
  if (lists.length === 1 && only !== undefined) return only;
  return new Set(lists.flatMap((list) => [...(list ?? [])]));
}
