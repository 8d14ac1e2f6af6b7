import { ABSENT, type Mistake } from "../reading-table.js";

// What can be wrong with one field, by the kind of field it is.

/** What is wrong with any amount, and with a bound for money. */
export function amountMistakes(path: string): Mistake[] {
  return [
    [path, 50, "wrong_type"],
    [path, 0.5, "wrong_type"],
    [path, null, "wrong_type"],
    [path, true, "wrong_type"],
    [path, ["50"], "wrong_type"],
    [path, { amount: "50" }, "wrong_type"],
    [path, "", "malformed"],
    [path, "fifty", "malformed"],
    [path, "1,000", "malformed"],
    [path, "1.000,50", "malformed"],
    [path, "1_000", "malformed"],
    [path, "1e3", "malformed"],
    [path, "0x10", "malformed"],
    [path, "$50", "malformed"],
    [path, "50%", "malformed"],
    [path, " 50", "malformed"],
    [path, "50\n", "malformed"],
    [path, ".5", "malformed"],
    [path, "5.", "malformed"],
    [path, "1.2.3", "malformed"],
    [path, "--1", "malformed"],
    [path, "٥٠", "malformed"],
    [path, "NaN", "malformed"],
    [path, "Infinity", "malformed"],
    [path, "-0.5", "out_of_range"],
    [path, "-0", "out_of_range"],
    [path, "0.1234567890123456789", "out_of_range"],
    [path, "0.50", "not_canonical"],
    [path, "00.5", "not_canonical"],
    [path, "+0.5", "not_canonical"],
    [path, "1.0", "not_canonical"],
  ];
}

export function moneyMistakes(path: string): Mistake[] {
  return [
    ...amountMistakes(path),
    [path, "1000000000000001", "out_of_range"],
    [path, "1000000000000000.000000000000000001", "out_of_range"],
    [path, "9".repeat(5_000), "out_of_range"],
    [path, "50.00", "not_canonical"],
    [path, "050", "not_canonical"],
  ];
}

export function durationMistakes(path: string): Mistake[] {
  return [
    [path, 86_400, "wrong_type"],
    [path, null, "wrong_type"],
    [path, "", "malformed"],
    [path, "1 day", "malformed"],
    [path, "P1M", "malformed"],
    [path, "P1Y", "malformed"],
    [path, "PT0.5H", "malformed"],
    [path, "-P1D", "malformed"],
    [path, "p1d", "malformed"],
    [path, "P1D ", "malformed"],
    [path, "PT24H", "not_canonical"],
    [path, "PT60S", "not_canonical"],
    [path, "P1W", "not_canonical"],
    [path, "P1DT12H", "not_canonical"],
    [path, "P07D", "not_canonical"],
    [path, "P0D", "out_of_range"],
    [path, "PT0S", "out_of_range"],
    [path, "P36501D", "out_of_range"],
    [path, "P99999999999999D", "malformed"],
  ];
}

export function perMistakes(path: string): Mistake[] {
  return [
    [path, 1, "wrong_type"],
    [path, null, "wrong_type"],
    [path, ["lifetime"], "wrong_type"],
    [path, "day", "unknown_value"],
    [path, "P1D", "unknown_value"],
    [path, "Lifetime", "not_canonical"],
    [path, {}, "missing", `${path}.type`],
    [path, { type: "tumbling", duration: "P1D" }, "unknown_value", `${path}.type`],
    [path, { type: 1, duration: "P1D" }, "wrong_type", `${path}.type`],
    [path, { type: "Sliding", duration: "P1D" }, "not_canonical", `${path}.type`],
    [path, { type: "anchored" }, "missing", `${path}.duration`],
    [path, { type: "anchored", duration: "P1D", unit: "day" }, "unknown_key", `${path}.unit`],
    [path, { type: "sliding" }, "missing", `${path}.duration`],
    [path, { type: "sliding", duration: "PT24H" }, "not_canonical", `${path}.duration`],
    [path, { type: "calendar" }, "missing", `${path}.unit`],
    [path, { type: "calendar", unit: "decade" }, "unknown_value", `${path}.unit`],
    [path, { type: "calendar", unit: 1 }, "wrong_type", `${path}.unit`],
    [path, { type: "calendar", unit: "Day" }, "not_canonical", `${path}.unit`],
    [path, { type: "calendar", unit: "day", duration: "P1D" }, "unknown_key", `${path}.duration`],
  ];
}

export function wordMistakes(path: string, anotherCase: string): Mistake[] {
  return [
    [path, 1, "wrong_type"],
    [path, null, "wrong_type"],
    [path, "", "unknown_value"],
    [path, "nonsense", "unknown_value"],
    [path, "toString", "unknown_value"],
    [path, anotherCase, "not_canonical"],
  ];
}

export function instantMistakes(path: string): Mistake[] {
  return [
    [path, 1_767_225_600_000, "wrong_type"],
    [path, null, "wrong_type"],
    [path, "", "malformed"],
    [path, "2026-02-15", "malformed"],
    [path, "2026-02-15T00:00:00", "malformed"],
    [path, "2026-02-30T00:00:00Z", "malformed"],
    [path, "2026-02-15T24:00:00Z", "malformed"],
    [path, "2026-02-15T00:00:60Z", "malformed"],
    [path, "15 February 2026", "malformed"],
    [path, "2026-02-15T00:00:00.500Z", "malformed"],
    [path, "2026-02-15T00:00Z", "not_canonical"],
    [path, "2026-02-15T00:00:00.000Z", "not_canonical"],
    [path, "2026-02-15T01:00:00+01:00", "not_canonical"],
  ];
}

export function scheduleMistakes(path: string): Mistake[] {
  return [
    [path, "weekdays", "wrong_type"],
    [path, null, "wrong_type"],
    [path, {}, "impossible"],
    [path, { days: undefined }, "impossible"],
    [path, { weekdays: ["monday"], days: ["monday"] }, "unknown_key", `${path}.weekdays`],
    [`${path}.days`, "monday", "wrong_type"],
    [`${path}.days`, null, "wrong_type"],
    [`${path}.days`, [], "out_of_range"],
    [`${path}.days`, ["monday", "monday"], "not_canonical"],
    [`${path}.days`, ["friday", "monday"], "not_canonical"],
    ...wordMistakes(`${path}.days[0]`, "Monday"),
    [`${path}.days[0]`, "mon", "unknown_value"],
    [`${path}.hours`, "9-17", "wrong_type"],
    [`${path}.hours`, null, "wrong_type"],
    [`${path}.hours.from`, ABSENT, "missing"],
    [`${path}.hours.to`, ABSENT, "missing"],
    [`${path}.hours.until`, "17:00", "unknown_key"],
    [`${path}.hours.from`, 9, "wrong_type"],
    [`${path}.hours.from`, "9:00", "malformed"],
    [`${path}.hours.from`, "09:60", "malformed"],
    [`${path}.hours.from`, "09:00:00", "malformed"],
    [`${path}.hours.from`, "9am", "malformed"],
    [`${path}.hours.to`, 17, "wrong_type"],
    [`${path}.hours.to`, "24:00", "malformed"],
    [`${path}.hours.to`, "-1:00", "malformed"],
    [`${path}.hours.to`, "", "malformed"],
  ];
}

export function validityMistakes(path: string, from: string, until: string): Mistake[] {
  return [
    ...instantMistakes(`${path}validFrom`),
    ...instantMistakes(`${path}validUntil`),
    [`${path}validUntil`, from, "impossible"],
    [`${path}validUntil`, "2020-01-01T00:00:00Z", "impossible"],
    [`${path}validFrom`, until, "impossible", `${path}validUntil`],
  ];
}

/** What is wrong with a selector at a path of the full policy. */
export function selectorMistakes(path: string): Mistake[] {
  return [
    [path, null, "wrong_type"],
    [path, "openai.com", "wrong_type"],
    [path, ["openai.com"], "wrong_type"],
    [path, { merchant: ["openai.com"], mccs: ["7995"] }, "unknown_key", `${path}.merchant`],
  ];
}
