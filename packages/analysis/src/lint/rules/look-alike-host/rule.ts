import { KNOWN_MERCHANTS } from "@spendrail/model";
import { imitations } from "../../hosts/look-alike.js";
import { namedHosts, withHost } from "../../hosts/named-hosts.js";
import { registeredNameOf } from "../../hosts/registered-name.js";
import type { LintRule } from "../../rule.js";

/** A host to be paid that can be taken for a well-known merchant. */
export const lookAlikeHost: LintRule = {
  severity: "warning",
  summary: "A host can be taken for a well-known merchant, and is another.",
  check(subject) {
    const named = namedHosts(subject);
    const unknown = named.filter(({ merchant }) => !Object.hasOwn(KNOWN_MERCHANTS, merchant));
    if (unknown.length === 0) return [];
    const listed = new Set(named.map(({ merchant }) => merchant));
    const originals = Object.keys(KNOWN_MERCHANTS)
      .filter((merchant) => !listed.has(merchant))
      .sort((a, b) => a.length - b.length)
      .flatMap((merchant) => {
        const registered = registeredNameOf(merchant);
        return registered === undefined ? [] : [{ registered, value: merchant }];
      });
    const imitated = imitations(originals);
    return unknown.flatMap((host) => {
      const found = imitated(host.registered);
      if (found === undefined) return [];
      const { original, likeness } = found;
      const how = likeness === "same-look" ? "looks like" : "is one letter away from";
      return [
        {
          at: host.at,
          message: `${host.merchant} ${how} ${original}, a well-known merchant, and is not it.`,
          changes: withHost(host, original),
        },
      ];
    });
  },
};
