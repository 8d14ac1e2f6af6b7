import { type CompiledPolicy, compilePolicy } from "@spendrail/engine";
import { type Issue, type Payment, parseInstant, readPayment, type SpendingPolicy, toUnits } from "@spendrail/model";
import { mentionsOf } from "../shape/mentions.js";
import { assumptionsOf } from "./assumptions.js";
import { coverOf } from "./cover.js";
import { curveOf } from "./curve.js";
import type { Share } from "./derivation.js";
import type { ExposureReport, ExposureRequest, Exposures } from "./exposure-report.js";
import { type Field, fieldOf } from "./field.js";
import { type Found, findExposure, type Question } from "./find-exposure.js";
import { usedBy } from "./in-flight.js";
import type { Interval } from "./intervals.js";
import { outletsOf } from "./outlets.js";
import { formatPeriod, periodsOf } from "./period.js";

/**
 * The most money that can leave in a period under a policy if whoever makes the payments is hostile: in total, for each
 * merchant and for each category, with and without people who approve. Every figure comes with its proof: a schedule of
 * payments that replays through the evaluator to the lower bound (`replaySchedule`), and a derivation of the upper bound
 * that a few lines check (`verifyDerivation`).
 *
 * The account's past is not known: any window may have been opened before the period, and nothing of it used. Money leaves
 * when it is authorised. What else is taken for granted the report says in `assumptions`.
 *
 * @returns `ok: false` with the issues of an invalid policy, options or request. Never throws on data.
 */
export function exposure(policy: SpendingPolicy, request: ExposureRequest): ExposureReport {
  const compiled = compilePolicy(policy, request.options);
  const canonical = compiled.policy;
  if (canonical === undefined) return { ok: false, issues: [...compiled.issues] };
  const { periods, issues } = periodsOf(canonical, request);
  const reading = readInFlight(request.inFlight ?? [], compiled, periods[0]);
  const wrong = [...issues, ...reading.issues, ...balanceIssues(request)];
  if (wrong.length > 0) return { ok: false, issues: wrong };
  const { options = {}, balance } = request;
  const inFlight = reading.payments;
  const fields = periods.map((period) => fieldOf(canonical, period, options));
  return reportOf({ field: worst(fields, { compiled, inFlight, balance }), compiled, balance, inFlight });
}

type Base = Omit<Question, "approvals" | "share">;

function reportOf(base: Base): ExposureReport {
  const { field, inFlight, balance } = base;
  const { policy } = field;
  const { withoutApproval, withApproval } = foundFor(base, undefined);
  const exposuresOf = (share: Share): Exposures => {
    const found = foundFor(base, share);
    return { withoutApproval: found.withoutApproval.exposure, withApproval: found.withApproval.exposure };
  };
  const merchants = merchantGroups(field).map((merchants) => {
    const [first] = merchants;
    const share: Share = first === undefined ? { kind: "other_merchant" } : { kind: "merchant", merchant: first };
    return { merchants, ...exposuresOf(share) };
  });
  const categories = mentionsOf([policy])
    .listed("categories")
    .map((category) => ({ category, ...exposuresOf({ kind: "category", category }) }));
  return {
    ok: true,
    currency: policy.currency,
    period: formatPeriod(field.period),
    total: { withoutApproval: withoutApproval.exposure, withApproval: withApproval.exposure },
    merchants,
    categories,
    curve: { withoutApproval: curveOf(withoutApproval), withApproval: curveOf(withApproval) },
    assumptions: assumptionsOf(field, inFlight, balance),
  };
}

function foundFor(base: Base, share: Share | undefined): { withoutApproval: Found; withApproval: Found } {
  const question = { ...base, ...(share === undefined ? {} : { share }) };
  const withApproval = findExposure({ ...question, approvals: true });
  const asks = base.field.policy.rules.some(({ kind }) => kind === "approval");
  return { withApproval, withoutApproval: asks ? findExposure({ ...question, approvals: false }) : withApproval };
}

/** The merchants that the policy names, those together that no rule tells apart; the empty group is any other. */
function merchantGroups({ shapes }: Field): string[][] {
  const groups = new Map<string, string[]>();
  for (const { facts, merchants } of shapes) {
    if (facts.merchant !== undefined) groups.set(facts.merchant, [...merchants]);
  }
  return [...groups.values()];
}

/** The field of the period in which the most can leave. */
function worst(fields: readonly Field[], { compiled, inFlight, balance }: Omit<Base, "field">): Field {
  const used = usedBy(inFlight, compiled);
  let worst: { field: Field; units: bigint } | undefined;
  for (const field of fields.length > 1 ? fields : []) {
    const all = outletsOf(field, { approvals: true, balance });
    const cover = coverOf(all, all.outlets, used);
    if (!cover.ok) return field;
    if (worst === undefined || cover.units > worst.units) worst = { field, units: cover.units };
  }
  return worst?.field ?? (fields[0] as Field);
}

function readInFlight(payments: readonly unknown[], { rules }: CompiledPolicy, period: Interval | undefined) {
  const issues: Issue[] = [];
  const read: Payment[] = [];
  const issue = (path: string, message: string) => issues.push({ code: "out_of_range", path, message });
  for (const [index, payment] of payments.entries()) {
    const path = `inFlight[${index}]`;
    const reading = readPayment(payment);
    if (!reading.ok) {
      issues.push(...reading.issues.map((one) => ({ ...one, path: one.path === "" ? path : `${path}.${one.path}` })));
      continue;
    }
    const { amount, fee = "0", at, account } = reading.payment;
    if (rules?.read(reading.payment).amount === undefined) issue(path, "There is no rate for the payment's currency.");
    if (toUnits(amount) <= 0n || toUnits(fee) < 0n) issue(`${path}.amount`, "A payment in flight is above zero.");
    if (period !== undefined && (parseInstant(at) as number) > period.startMs)
      issue(`${path}.at`, "A payment in flight is not later than the start of the period.");
    if (read[0] !== undefined && read[0].account !== account)
      issue(`${path}.account`, "All payments in flight are of one account.");
    read.push(reading.payment);
  }
  return { payments: read, issues };
}

function balanceIssues({ balance }: ExposureRequest): Issue[] {
  if (balance === undefined || /^\d{1,15}(\.\d{1,18})?$/.test(balance)) return [];
  return [{ code: "malformed", path: "balance", message: "The balance is a decimal string that is not below zero." }];
}
