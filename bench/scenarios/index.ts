import type { Effort } from "../measure/rounds.ts";
import type { Findings } from "../report/result.ts";

export type Scenario = (effort: Effort, isSmoke: boolean) => Findings | Promise<Findings>;

/** Each in a process of its own: code that one made the engine compile would change what the next one measures. */
export const SCENARIOS: Readonly<Record<string, () => Promise<Scenario>>> = {
  decide: async () => (await import("./decide.ts")).decide,
  history: async () => (await import("./history.ts")).history,
  growth: async () => (await import("./growth.ts")).growth,
  peers: async () => (await import("./peers.ts")).peers,
  parse: async () => (await import("./parse.ts")).parse,
  ledger: async () => (await import("./ledger.ts")).ledger,
  bundle: async () => (await import("./bundle.ts")).bundle,
};
