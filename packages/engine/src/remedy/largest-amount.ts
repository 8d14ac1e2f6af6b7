import { type Amount, fromUnits, MAX_AMOUNT_UNITS } from "@spendrail/model";
import { usesOf } from "../judge/caps.js";
import type { Context } from "../judge/context.js";
import { judge } from "../judge/judge.js";
import type { Search } from "./search.js";
import { type Case, variationOf, withAmount } from "./variation.js";

/** Amounts just below a cap that may all be duplicates of earlier payments; more than this are not looked through. */
const MOST_DUPLICATES = 1000;

/** `none` when no amount passes, `unlimited` when nothing caps it. */
export type LargestAmount = Amount | "none" | "unlimited";

/** The largest amount, in the payment's own currency and precision, that would not be denied, everything else the same. */
export function* largestAmount(one: Case, context: Context): Search<LargestAmount> {
  const { conversion } = one.rules;
  const { currency, fee } = context.subject;
  if (fee === undefined) return "none";
  const room = moneyRoom(context);
  const step = conversion.stepOf(one.payment);
  const most = room === undefined ? MAX_AMOUNT_UNITS : conversion.fromPolicy(room - fee, currency);
  let units = most < MAX_AMOUNT_UNITS ? most : MAX_AMOUNT_UNITS;
  units -= units % step;
  for (let tries = 0; tries < MOST_DUPLICATES && units > 0n; tries += 1, units -= step) {
    const { finding } = judge(yield* variationOf(one, withAmount(one.payment, units)));
    if (finding?.code === "duplicate_payment") continue;
    if (finding !== undefined && finding.code !== "approval_required") return "none";
    return room === undefined ? "unlimited" : fromUnits(units);
  }
  return "none";
}

/** The least money that any limit, the balance or a reserve leaves for this payment; `undefined` when none caps it. */
function moneyRoom(context: Context): bigint | undefined {
  const { rules, balance } = context;
  const rooms: bigint[] = [];
  for (const limit of rules.ofKind("limit")) {
    if (context.applies(limit) !== "yes") continue;
    for (const { max, spent } of usesOf(context, limit)) rooms.push(max - spent - (limit.rule.exclusive ? 1n : 0n));
  }
  if (balance !== undefined) {
    rooms.push(balance);
    const reserves = rules.ofKind("reserve").filter((reserve) => context.applies(reserve) === "yes");
    rooms.push(...reserves.map(({ figure: keep }) => balance - keep));
  }
  return rooms.reduce<bigint | undefined>(
    (least, room) => (least === undefined || room < least ? room : least),
    undefined,
  );
}
