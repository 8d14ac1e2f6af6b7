import { type CategoryIndex, merchantMatches, type Selector } from "@spendrail/model";

/** The dimensions of which a payment states one value. */
const SINGLE = ["scopes", "tokens", "chains", "recipients", "countries"] as const;

/**
 * Whether every payment that `narrow` matches is matched by `wide` for certain, whatever facts it states. An absent
 * selector matches everything. `false` also where that cannot be told.
 */
export function selectorCovers(
  wide: Selector | undefined,
  narrow: Selector | undefined,
  categories: CategoryIndex,
): boolean {
  if (wide === undefined) return true;
  if (narrow === undefined) return false;
  const covered = SINGLE.every((dimension) => {
    const allowed: readonly string[] | undefined = wide[dimension];
    return allowed === undefined || (narrow[dimension]?.every((value) => allowed.includes(value)) ?? false);
  });
  const history = wide.merchantHistory === undefined || wide.merchantHistory === narrow.merchantHistory;
  return covered && history && (!namesWho(wide) || (namesWho(narrow) && whoCovers(wide, narrow, categories)));
}

/** Whether the selector says who is paid. */
function namesWho({ merchants, categories, mccs }: Selector): boolean {
  return merchants !== undefined || categories !== undefined || mccs !== undefined;
}

function whoCovers(wide: Selector, narrow: Selector, index: CategoryIndex): boolean {
  const { merchants = [], categories = [] } = wide;
  const codes = new Set(wide.mccs);
  return (
    (narrow.merchants ?? []).every((one) => merchants.some((pattern) => patternCovers(pattern, one))) &&
    (narrow.categories ?? []).every((one) => categories.includes(one)) &&
    (narrow.mccs ?? []).every(
      (one) => codes.has(one) || index.get(one).some((category) => categories.includes(category)),
    )
  );
}

/** Whether every merchant that `narrow` means is one that `wide` means. */
export function patternCovers(wide: string, narrow: string): boolean {
  if (wide === narrow) return true;
  if (!narrow.startsWith("*.")) return merchantMatches(wide, narrow);
  return wide.startsWith("*.") && narrow.endsWith(wide.slice(1));
}

/** Whether no payment can match both selectors for certain: some dimension has one value, and they share none. */
export function selectorsAreDisjoint(a: Selector | undefined, b: Selector | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  const apart = SINGLE.some((dimension) => {
    const others: readonly string[] | undefined = b[dimension];
    return others !== undefined && (a[dimension]?.every((value) => !others.includes(value)) ?? false);
  });
  if (apart) return true;
  if (a.merchantHistory !== undefined && b.merchantHistory !== undefined && a.merchantHistory !== b.merchantHistory)
    return true;
  const [mine, theirs] = [onlyMerchants(a), onlyMerchants(b)];
  if (mine === undefined || theirs === undefined) return false;
  return mine.every((one) => theirs.every((other) => !patternCovers(one, other) && !patternCovers(other, one)));
}

/** The merchants of a selector that says who is paid by merchants alone. */
function onlyMerchants({ merchants, categories, mccs }: Selector): readonly string[] | undefined {
  return categories === undefined && mccs === undefined ? merchants : undefined;
}
