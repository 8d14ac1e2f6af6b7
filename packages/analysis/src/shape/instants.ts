import { parseInstant } from "@spendrail/model";

/** The first and the last instant that is looked at: a day inside the years that instants can have. */
export const FIRST_MS = parseInstant("0001-01-02T00:00:00Z") as number;
export const LAST_MS = parseInstant("9999-12-30T00:00:00Z") as number;

/** Whether an instant is one that is looked at. */
export function isInstant(ms: number): boolean {
  return ms >= FIRST_MS && ms < LAST_MS;
}
