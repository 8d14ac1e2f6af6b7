import { Decimal, type Figures, formatInstant } from "@spendrail/model";
import type { Usage } from "./situation.js";

/** The figures of a rule that counts or compares. */
export function figuresOf(limit: string | number, { spent, resetsAtMs }: Usage, attempted: Decimal): Figures {
  const remaining = Decimal.max(0, new Decimal(limit).minus(spent));
  return {
    limit: new Decimal(limit).toFixed(),
    spent: spent.toFixed(),
    attempted: attempted.toFixed(),
    remaining: remaining.toFixed(),
    ...(resetsAtMs === undefined ? {} : { resetsAt: formatInstant(resetsAtMs) }),
  };
}

export const UNUSED: Usage = { spent: new Decimal(0), resetsAtMs: undefined };
