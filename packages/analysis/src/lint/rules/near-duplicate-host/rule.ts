import { KNOWN_MERCHANTS } from "@spendrail/model";
import { likenessOf } from "../../hosts/look-alike.js";
import { namedMerchants } from "../../hosts/trusted.js";
import type { LintRule } from "../../rule.js";

/** Two hosts of one policy that can be taken for each other. */
export const nearDuplicateHost: LintRule = {
  severity: "warning",
  summary: "Two hosts of the policy look alike or differ in one letter.",
  check(subject) {
    const named = namedMerchants(subject);
    return named.flatMap((one, place) =>
      named.slice(0, place).flatMap((other) => {
        const isKnown = (merchant: string) => Object.hasOwn(KNOWN_MERCHANTS, merchant);
        const likeness = likenessOf(one.merchant, other.merchant);
        if (likeness === undefined || (isKnown(one.merchant) && isKnown(other.merchant))) return [];
        const [suspect, genuine] = isKnown(one.merchant) ? [other, one] : [one, other];
        const how = likeness === "same-look" ? "looks like" : "is one letter away from";
        return [
          {
            at: suspect.at,
            message: `${suspect.merchant} ${how} ${genuine.merchant}: is it another merchant, or a slip?`,
            related: [{ at: genuine.at, message: "This is the other one." }],
          },
        ];
      }),
    );
  },
};
