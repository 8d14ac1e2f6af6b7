import type { Disturbance } from "@spendrail/ledger-conformance";

/** An empty ledger of its own for one torture, and the harm that is done to it. */
export interface TortureServer {
  /** For the `openStore` of the ledger's module. */
  readonly config: unknown;
  /** One disturbance, such as killing the server; done when it answers again. */
  disturb(disturbance: Disturbance): Promise<void>;
  /** Ends it and removes what it kept. */
  stop(): Promise<void>;
}
