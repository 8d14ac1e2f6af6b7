import type { CalendarUnit } from "@spendrail/model";

// What policies and payments are made of.

export const CALENDAR_UNITS: readonly CalendarUnit[] = ["hour", "day", "week", "month", "quarter", "year"];

/** What payments state: the pool's values, others of the same kind, and spellings that are the same after folding. */
export const STATED = {
  merchants: [
    "openai.com",
    "aws.amazon.com",
    "acme corp",
    "amazon.com",
    "WWW.OpenAI.com",
    "https://user@openai.com:443/v1?x=1#y",
    "  Acme Corp ",
    "openai.com.",
    "http://www.AWS.Amazon.com./",
    "ＡＣＭＥ　Corp",
    "münchen.de",
    "api.openai.com",
    "unknown-shop.example",
    "www.amazon.com",
    "openai.com@evil.io",
  ],
  categories: ["groceries", "gambling", "software", "travel", "hotels"],
  /** 7372 is of several categories, 0742 of none. */
  mccs: ["5411", "7995", "3001", "5734", "7372", "0742"],
  /** Outside the table of ISO 18245. */
  unknownMccs: ["0001", "9998"],
  scopes: ["compute", "data", "services", "retail"],
  otherTokens: ["ETH", "EURC", "XYZ"],
  chains: ["base", "Base", "solana", "tron"],
  recipients: [
    "0x00000000000000000000000000000000000000aa",
    "0X00000000000000000000000000000000000000AA",
    "Vendor-7",
    "vendor-7",
  ],
  countries: ["DE", "de", "US", "FR"],
} as const;

/** Zones whose clocks do what is seldom thought of. */
export const TIME_ZONES = [
  "Europe/Berlin",
  "America/New_York",
  "Africa/Cairo", // midnight is skipped
  "America/Havana", // midnight comes twice
  "America/Santiago", // 23:00 comes twice
  "Australia/Lord_Howe", // half an hour
  "Pacific/Chatham", // +12:45
  "Asia/Kolkata",
  "Pacific/Apia", // +13:00
];

/** Instants around which something happens: clock changes of the zones above, ends of months, quarters and years. */
export const MOMENTS = [
  "2026-06-17T12:00:00Z",
  "2026-03-29T01:00:00Z",
  "2026-10-25T01:00:00Z",
  "2026-03-08T07:00:00Z",
  "2026-11-01T06:00:00Z",
  "2026-04-23T22:00:00Z",
  "2026-10-29T21:00:00Z",
  "2026-03-08T05:00:00Z",
  "2026-11-01T05:00:00Z",
  "2026-04-05T03:00:00Z",
  "2026-09-06T04:00:00Z",
  "2026-04-04T15:00:00Z",
  "2026-10-03T15:30:00Z",
  "2026-04-04T14:00:00Z",
  "2026-09-26T14:00:00Z",
  "2026-06-30T23:59:59Z",
  "2027-01-01T00:00:00Z",
  "2028-02-29T00:00:00Z",
].map((text) => Date.parse(text));
