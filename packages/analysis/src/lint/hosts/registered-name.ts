import { hostLabels, isPublicSuffix } from "@spendrail/model";

/** A host as it was registered: `api.example.co.uk` is `example` under `co.uk`. */
export interface RegisteredName {
  /** What the owner chose, as people read it (`xn--` decoded). */
  readonly name: string;
  readonly suffix: string;
  /** The labels before it, with their dots: `api.`; empty for the bare domain. */
  readonly below: string;
}

/** The registered name of a host or pattern; `undefined` for a merchant that is no host, and for a public suffix. */
export function registeredNameOf(merchant: string): RegisteredName | undefined {
  const host = merchant.startsWith("*.") ? merchant.slice(2) : merchant;
  if (!/^[a-z0-9_-]+(?:\.[a-z0-9_-]+)+$/.test(host) || /\.\d+$/.test(host)) return undefined;
  const labels = host.split(".");
  for (let place = 0; place < labels.length - 1; place += 1) {
    const suffix = labels.slice(place + 1).join(".");
    if (!isPublicSuffix(suffix) || isPublicSuffix(labels.slice(place).join("."))) continue;
    const below = labels.slice(0, place).map((label) => `${label}.`);
    return { name: hostLabels(host)[place] ?? "", suffix, below: below.join("") };
  }
  return undefined;
}
