import { compilePolicy, evaluate } from "@spendrail/engine";
import {
  Decimal,
  formatInstant,
  type Payment,
  parseDuration,
  parseInstant,
  type SpendingPolicy,
  type Window,
} from "@spendrail/model";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { recorded } from "../support/index.js";
import { MOMENTS, TIME_ZONES } from "../support/pools.js";
import { anyWindow } from "../support/times.js";
import { LONG_MS, runs, SEED } from "./runs.js";

const HOUR_MS = 3_600_000;

/** Small payments in order of time, many of them at one instant or exactly a window apart. */
const anyStream = fc
  .record({
    window: anyWindow,
    startMs: fc.constantFrom(...MOMENTS),
    steps: fc.array(
      fc.record({
        part: fc.constantFrom(0, 1, 0.5, 0.25, 0.1, 2),
        shiftMs: fc.constantFrom(0, 0, 1, -1, 1000),
        amount: fc.integer({ min: 1, max: 6 }),
      }),
      { minLength: 1, maxLength: 14 },
    ),
    max: fc.integer({ min: 1, max: 12 }),
    timeZone: fc.constantFrom(...TIME_ZONES),
  })
  .map(({ steps, startMs, ...rest }) => {
    const lengthMs = rest.window.type === "calendar" ? 6 * HOUR_MS : parseDuration(rest.window.duration)!;
    let atMs = startMs;
    const payments = steps.map(({ part, shiftMs, amount }, index): Payment => {
      atMs += Math.max(0, Math.round(lengthMs * part) + shiftMs);
      return { id: `${index}`, account: "agent", amount: `${amount}`, at: formatInstant(atMs) };
    });
    return { ...rest, payments };
  });

interface Stream {
  window: Window;
  max: number;
  timeZone: string;
  payments: Payment[];
}

/** The payments of the stream that the engine lets through, each recorded before the next is decided. */
function admitted({ window, max, timeZone, payments }: Stream): Payment[] {
  const policy: SpendingPolicy = {
    version: 1,
    currency: "USD",
    timeZone,
    rules: [{ kind: "limit", per: window, max: `${max}` }],
  };
  const compiled = compilePolicy(policy);
  const history = recorded([]);
  return payments.filter((payment) => {
    const isAdmitted = evaluate(compiled, payment, { history }).outcome === "approve";
    if (isAdmitted) history.record(payment);
    return isAdmitted;
  });
}

const atMsOf = ({ at }: Payment) => parseInstant(at)!;
const sumOf = (payments: Payment[]) =>
  payments.reduce((sum, { amount }) => sum.plus(amount), new Decimal(0)).toNumber();

/** A payment may go through when it fits beside those that went through in its window. */
function admittedByHand(stream: Stream, inWindow: (payment: Payment, earlier: Payment[]) => Payment[]): Payment[] {
  const through: Payment[] = [];
  for (const payment of stream.payments) {
    if (sumOf([...inWindow(payment, through), payment]) <= stream.max) through.push(payment);
  }
  return through;
}

function slidingByHand(stream: Stream, durationMs: number): Payment[] {
  return admittedByHand(stream, (payment, earlier) =>
    earlier.filter((other) => atMsOf(other) > atMsOf(payment) - durationMs),
  );
}

function anchoredByHand(stream: Stream, durationMs: number): Payment[] {
  return admittedByHand(stream, (payment, earlier) => {
    let window: Payment[] = [];
    for (const other of earlier) {
      const [first] = window;
      if (first !== undefined && atMsOf(other) < atMsOf(first) + durationMs) window.push(other);
      else window = [other];
    }
    const [first] = window;
    return first !== undefined && atMsOf(payment) < atMsOf(first) + durationMs ? window : [];
  });
}

function calendarByHand(stream: Stream, nameOf: (payment: Payment) => string): Payment[] {
  return admittedByHand(stream, (payment, earlier) => earlier.filter((other) => nameOf(other) === nameOf(payment)));
}

/** Two payments share a unit when their local dates, as Intl writes them, have the same part. */
function localDate(unit: "day" | "month" | "year", timeZone: string): (payment: Payment) => string {
  const fields = {
    year: { year: "numeric" },
    month: { year: "numeric", month: "numeric" },
    day: { year: "numeric", month: "numeric", day: "numeric" },
  } as const;
  const format = new Intl.DateTimeFormat("en-US", { timeZone, ...fields[unit] });
  return (payment) => format.format(atMsOf(payment));
}

/** Hours are elapsed hours from one full local hour on: what Intl says of the minutes tells when that is. */
function elapsedHour(timeZone: string): (payment: Payment) => string {
  const format = new Intl.DateTimeFormat("en-US", { timeZone, minute: "numeric" });
  return (payment) => {
    const wholeMinute = Math.floor(atMsOf(payment) / 60_000);
    const past = Number(format.format(atMsOf(payment)));
    return `${wholeMinute - past}`;
  };
}

describe(`windows against counting by hand, seed ${SEED}`, () => {
  const streamsOf = (type: Window["type"]) => anyStream.filter(({ window }) => window.type === type);

  it(
    "sliding: the spends of the trailing duration",
    () => {
      const law = fc.property(streamsOf("sliding"), (stream) => {
        const { duration } = stream.window as { duration: string };
        expect(admitted(stream)).toEqual(slidingByHand(stream, parseDuration(duration)!));
      });
      fc.assert(law, runs(0.005));
    },
    LONG_MS,
  );

  it(
    "sliding: never more than the limit in any stretch of the duration",
    () => {
      const law = fc.property(streamsOf("sliding"), (stream) => {
        const durationMs = parseDuration((stream.window as { duration: string }).duration)!;
        const through = admitted(stream);
        for (const start of through.map(atMsOf)) {
          const stretch = through.filter((payment) => atMsOf(payment) >= start && atMsOf(payment) < start + durationMs);
          expect(sumOf(stretch)).toBeLessThanOrEqual(stream.max);
        }
      });
      fc.assert(law, runs(0.005));
    },
    LONG_MS,
  );

  it(
    "anchored: the spends since the one that opened the window",
    () => {
      const law = fc.property(streamsOf("anchored"), (stream) => {
        const { duration } = stream.window as { duration: string };
        expect(admitted(stream)).toEqual(anchoredByHand(stream, parseDuration(duration)!));
      });
      fc.assert(law, runs(0.005));
    },
    LONG_MS,
  );

  it(
    "calendar: the spends of the same elapsed hour",
    () => {
      // Lord Howe Island sets its clock by half an hour, which ends an hour early.
      const streams = anyStream.filter(({ timeZone }) => timeZone !== "Australia/Lord_Howe");
      const law = fc.property(streams, (stream) => {
        const calendar: Stream = { ...stream, window: { type: "calendar", unit: "hour" } };
        expect(admitted(calendar)).toEqual(calendarByHand(calendar, elapsedHour(stream.timeZone)));
      });
      fc.assert(law, runs(0.005));
    },
    LONG_MS,
  );

  it(
    "calendar: the spends with the same local date, month or year",
    () => {
      const units = fc.constantFrom("day" as const, "month" as const, "year" as const);
      const law = fc.property(anyStream, units, (stream, unit) => {
        const calendar: Stream = { ...stream, window: { type: "calendar", unit } };
        expect(admitted(calendar)).toEqual(calendarByHand(calendar, localDate(unit, stream.timeZone)));
      });
      fc.assert(law, runs(0.005));
    },
    LONG_MS,
  );
});
