import {
  type Duration,
  formatDuration,
  formatInstant,
  type Instant,
  type Per,
  type Schedule,
  type TimeOfDay,
  WEEKDAYS,
  type Window,
} from "@spendrail/model";
import * as fc from "fast-check";
import { CALENDAR_UNITS, MOMENTS } from "./pools.js";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export const anyDuration: fc.Arbitrary<Duration> = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom("P1D", "PT1H", "P7D", "PT15M", "PT30S", "P30D") },
  { weight: 2, arbitrary: fc.integer({ min: 1, max: 100_000 }).map((seconds) => formatDuration(seconds * 1000)) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 400 }).map((days) => formatDuration(days * DAY_MS)) },
  // At most 100 years.
  { weight: 1, arbitrary: fc.constantFrom("P36500D", "PT36499H", "PT1S") },
);

export const anyWindow: fc.Arbitrary<Window> = fc.oneof(
  fc.record({ type: fc.constant("anchored" as const), duration: anyDuration }),
  fc.record({ type: fc.constant("sliding" as const), duration: anyDuration }),
  fc.record({ type: fc.constant("calendar" as const), unit: fc.constantFrom(...CALENDAR_UNITS) }),
);

export const anyPer: fc.Arbitrary<Per> = fc.oneof(
  { weight: 2, arbitrary: fc.constant("transaction" as const) },
  { weight: 2, arbitrary: fc.constant("lifetime" as const) },
  { weight: 5, arbitrary: anyWindow },
);

const anyTimeOfDay: fc.Arbitrary<TimeOfDay> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom("00:00", "09:00", "17:00", "02:00", "22:00", "02:30", "01:00") },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
      .map(([hour, minute]) => `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`),
  },
);

const someDays = fc.subarray([...WEEKDAYS], { minLength: 1 });
const someHours = fc.record({ from: anyTimeOfDay, to: anyTimeOfDay });

export const anySchedule: fc.Arbitrary<Schedule> = fc.oneof(
  fc.record({ days: someDays }),
  fc.record({ hours: someHours }),
  fc.record({ days: someDays, hours: someHours }),
);

const FIRST_MS = Date.parse("0001-01-01T00:00:00Z");
const LAST_MS = Date.parse("9999-12-31T23:59:59Z");

/** Any instant of a policy, in whole seconds. */
const farInstant = fc
  .integer({ min: FIRST_MS / 1000, max: LAST_MS / 1000 })
  .map((seconds) => formatInstant(seconds * 1000));

/** Around the moments that scenarios happen at, sometimes years away. */
const nearInstant: fc.Arbitrary<Instant> = fc
  .tuple(
    fc.constantFrom(...MOMENTS),
    fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom(0, HOUR_MS, -HOUR_MS, DAY_MS, -DAY_MS, 60 * DAY_MS, -60 * DAY_MS) },
      { weight: 1, arbitrary: fc.integer({ min: -100_000_000, max: 100_000_000 }).map((seconds) => seconds * 1000) },
    ),
  )
  .map(([moment, shift]) => formatInstant(moment + shift));

export const anyInstant: fc.Arbitrary<Instant> = fc.oneof(
  { weight: 15, arbitrary: nearInstant },
  { weight: 1, arbitrary: farInstant },
);

/** A start, an end, or both in their order. */
export const anyValidity: fc.Arbitrary<{ validFrom?: Instant; validUntil?: Instant }> = fc.oneof(
  fc.record({ validUntil: anyInstant }),
  fc.record({ validFrom: anyInstant }),
  fc
    .tuple(anyInstant, anyInstant)
    .filter(([a, b]) => a !== b)
    .map(([a, b]) => (a < b ? { validFrom: a, validUntil: b } : { validFrom: b, validUntil: a })),
);
