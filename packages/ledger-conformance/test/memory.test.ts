import { MemoryStore } from "@spendrail/ledger";
import { ledgerConformance } from "@spendrail/ledger-conformance";
import { describe, expect, it } from "vitest";

ledgerConformance({ create: async () => new MemoryStore() }, { describe, it, expect });
