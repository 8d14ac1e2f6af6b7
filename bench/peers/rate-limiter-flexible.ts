import { RateLimiterMemory } from "rate-limiter-flexible";
import type { Peer, Question } from "./peer.ts";

const CENTS = 100;
/** So wide that no payment of a benchmark fills them: it takes what it lets pass, and takes nothing back. */
const WIDE = 1e12;
const DAY_S = 86_400;
/** Three weeks for the month: a window in memory is a timer, and one of more than 24 days goes off at once. */
const [day, week, month] = [1, 7, 21].map(
  (days) => new RateLimiterMemory({ points: WIDE, duration: days * DAY_S, keyPrefix: `${days}` }),
);

export const rateLimiterFlexible: Peer = {
  name: "rate-limiter-flexible (three windows only)",
  cannot:
    "no windows of more than 24 days in memory; knows no merchants, scopes, MCCs, balance, approval or drift; counts on the machine's clock from the first spend; what one window took before another refused stays taken; its windows here never fill",
  async allows({ amount, mcc, totals }: Question) {
    const points = Math.round(amount * CENTS);
    await day!.consume("agent-7", points);
    await week!.consume("agent-7", points);
    await month!.consume("agent-7", points);
    return mcc !== "7995" && totals.day + amount <= 500;
  },
};
