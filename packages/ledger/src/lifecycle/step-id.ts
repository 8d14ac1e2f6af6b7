import { failed } from "../failure.js";
import type { Spend } from "../spend/spend.js";
import type { Change } from "./change-spend.js";

/**
 * The answer to a step that was taken before.
 *
 * @param id the caller's id for the step
 * @param content what was asked for, as text that is equal for equal requests
 * @returns `undefined` when the id was not used yet
 */
export function takenBefore(spend: Spend, id: string, content: string): Change | undefined {
  const taken = Object.hasOwn(spend.steps, id) ? spend.steps[id] : undefined;
  if (taken === undefined) return undefined;
  if (taken.content === content) return { ok: true, done: true, spend: { ...spend, ...taken.answer } };
  return failed("id_conflict", `The id "${id}" was used for another step of the payment "${spend.payment.id}".`);
}

/** The spend with the step noted, so that repeating it gives this answer. */
export function noteStep(spend: Spend, id: string, content: string): Spend {
  const { state, held, captured, refunded, reopened, expiresAtMs } = spend;
  const answer = { state, held, captured, refunded, reopened, expiresAtMs };
  return { ...spend, steps: { ...spend.steps, [id]: { content, answer } } };
}
