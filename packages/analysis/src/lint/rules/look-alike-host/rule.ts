import { KNOWN_MERCHANTS } from "@spendrail/model";
import { likenessOf } from "../../hosts/look-alike.js";
import { namedMerchants } from "../../hosts/trusted.js";
import type { LintRule } from "../../rule.js";

/** A host to be paid that can be taken for a well-known merchant. */
export const lookAlikeHost: LintRule = {
  severity: "warning",
  summary: "A host can be taken for a well-known merchant, and is another.",
  check(subject) {
    const named = namedMerchants(subject);
    const listed = new Set(named.map(({ merchant }) => merchant));
    const known = Object.keys(KNOWN_MERCHANTS)
      .filter((merchant) => !listed.has(merchant))
      .sort((a, b) => a.length - b.length);
    return named.flatMap(({ merchant, at }) => {
      if (Object.hasOwn(KNOWN_MERCHANTS, merchant)) return [];
      const genuine = known.find((one) => likenessOf(merchant, one) !== undefined);
      if (genuine === undefined) return [];
      const how = likenessOf(merchant, genuine) === "same-look" ? "looks like" : "is one letter away from";
      return [{ at, message: `${merchant} ${how} ${genuine}, a well-known merchant, and is not it.` }];
    });
  },
};
