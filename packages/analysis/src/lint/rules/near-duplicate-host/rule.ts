import { KNOWN_MERCHANTS } from "@spendrail/model";
import { imitations } from "../../hosts/look-alike.js";
import { namedHosts, withoutHost } from "../../hosts/named-hosts.js";
import type { LintRule } from "../../rule.js";

/** Two hosts of one policy that can be taken for each other. */
export const nearDuplicateHost: LintRule = {
  severity: "warning",
  summary: "Two hosts of the policy look alike or differ in one letter.",
  check(subject) {
    // A well-known merchant is the genuine one; of two others, the first.
    const known = ({ merchant }: { merchant: string }) => (Object.hasOwn(KNOWN_MERCHANTS, merchant) ? 0 : 1);
    const named = namedHosts(subject).sort((a, b) => known(a) - known(b) || a.index - b.index);
    const imitated = imitations(named.map((host, place) => ({ registered: host.registered, value: { host, place } })));
    return named.flatMap((host, place) => {
      const found = imitated(host.registered);
      if (found === undefined || found.original.place > place || known(host) === 0) return [];
      const genuine = found.original.host;
      const how = found.likeness === "same-look" ? "looks like" : "is one letter away from";
      return [
        {
          at: host.at,
          message: `${host.merchant} ${how} ${genuine.merchant}: is it another merchant, or a slip?`,
          related: [{ at: genuine.at, message: "This is the other one." }],
          changes: withoutHost(host),
        },
      ];
    });
  },
};
