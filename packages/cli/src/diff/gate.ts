import type { Compared } from "./diff-words.js";

/**
 * Whether a gate stops a change. What could not be decided counts as found: a gate that is not sure stays shut.
 *
 * @param failOn `looser`: anything that was not permitted is; `any`: anything is decided differently; absent: no gate
 */
export function isStopped({ verdict, loosenings, undecided }: Compared, failOn: string | undefined): boolean {
  if (failOn === "any") return verdict !== "equivalent";
  if (failOn !== "looser") return false;
  if (verdict === "not_decided" && undecided.length > 0)
    return loosenings.length > 0 || undecided.some(({ direction }) => direction === "looser");
  return verdict !== "equivalent" && verdict !== "tighter";
}
