import { canonicalTimeZone, isTimeZone } from "@spendrail/model";
import { ZONE_NAMES } from "./zone-names.js";

/** What a text says about the time zone. `assumed` when it names no IANA zone and one was chosen for it. */
export interface NamedZone {
  zone: string;
  assumed: boolean;
}

/** What people in a place call its time, and the IANA zone whose clocks they read. */
const SPOKEN: Readonly<Record<string, string>> = {
  et: "America/New_York",
  est: "America/New_York",
  edt: "America/New_York",
  eastern: "America/New_York",
  ct: "America/Chicago",
  cst: "America/Chicago",
  cdt: "America/Chicago",
  central: "America/Chicago",
  mt: "America/Denver",
  mst: "America/Denver",
  mdt: "America/Denver",
  mountain: "America/Denver",
  pt: "America/Los_Angeles",
  pst: "America/Los_Angeles",
  pdt: "America/Los_Angeles",
  pacific: "America/Los_Angeles",
  "central european": "Europe/Berlin",
  uk: "Europe/London",
  japan: "Asia/Tokyo",
  japanese: "Asia/Tokyo",
  jst: "Asia/Tokyo",
};

/** Well-known cities that have no zone of their own. */
const CITIES: Readonly<Record<string, string>> = {
  atlanta: "America/New_York",
  austin: "America/Chicago",
  bangalore: "Asia/Kolkata",
  barcelona: "Europe/Madrid",
  beijing: "Asia/Shanghai",
  boston: "America/New_York",
  "buenos aires": "America/Argentina/Buenos_Aires",
  "cape town": "Africa/Johannesburg",
  dallas: "America/Chicago",
  delhi: "Asia/Kolkata",
  edinburgh: "Europe/London",
  frankfurt: "Europe/Berlin",
  geneva: "Europe/Zurich",
  hamburg: "Europe/Berlin",
  hanoi: "Asia/Bangkok",
  houston: "America/Chicago",
  istanbul: "Europe/Istanbul",
  "las vegas": "America/Los_Angeles",
  miami: "America/New_York",
  milan: "Europe/Rome",
  montreal: "America/Toronto",
  mumbai: "Asia/Kolkata",
  munich: "Europe/Berlin",
  "new delhi": "Asia/Kolkata",
  nyc: "America/New_York",
  osaka: "Asia/Tokyo",
  ottawa: "America/Toronto",
  philadelphia: "America/New_York",
  "rio de janeiro": "America/Sao_Paulo",
  "san diego": "America/Los_Angeles",
  "san francisco": "America/Los_Angeles",
  seattle: "America/Los_Angeles",
  shenzhen: "Asia/Shanghai",
  "são paulo": "America/Sao_Paulo",
  "tel aviv": "Asia/Jerusalem",
  "washington dc": "America/New_York",
};

/** Areas of the database that hold no cities. */
const NOT_CITIES = /^(?:(?:Brazil|Canada|Chile|Etc|Mexico|US)\/|Australia\/(?:ACT|LHI|North|NSW|South|West)$)/;

/** The last part of a name is its city. */
const cities = new Map([
  ...ZONE_NAMES.filter((name) => name.includes("/") && !NOT_CITIES.test(name)).map((name): [string, string] => [
    name
      .slice(name.lastIndexOf("/") + 1)
      .replaceAll("_", " ")
      .toLowerCase(),
    name,
  ]),
  ...Object.entries(CITIES),
]);

const inDatabaseCase = new Map(ZONE_NAMES.map((name) => [name.toLowerCase(), name]));

/**
 * The IANA name as the database spells it ("europe/berlin" gives `Europe/Berlin`), links left as they are; `undefined`
 * for a name that the database or the runtime does not have. Abbreviations that only runtimes know ("BST" is Bangladesh
 * to some) are no names.
 */
export function ianaZone(name: string): string | undefined {
  const listed = inDatabaseCase.get(name.toLowerCase());
  // A name that is newer than the list has a slash, and runtimes are slow to say that they do not know one.
  if (listed === undefined && !name.includes("/")) return undefined;
  return isTimeZone(listed ?? name) ? (listed ?? canonicalTimeZone(name)) : undefined;
}

/**
 * The zone that words name: a zone word of the United States ("ET", "EST", "Pacific time"; it stands for the clocks of
 * that region, daylight-saving time included), a city ("Tokyo time", "New York"), or an IANA name in any letter case.
 *
 * @param words in any letter case, with one space between them, "time" included or not.
 * @returns `undefined` when they name none, and for city names without a zone of their own that are not well known.
 */
export function zoneNamed(words: string): NamedZone | undefined {
  const name = words.toLowerCase();
  const spoken = name.replace(/(?: (?:standard|daylight|summer))?(?: local)? time(?: zone)?$/, "");
  const assumed = Object.hasOwn(SPOKEN, spoken) ? SPOKEN[spoken] : cities.get(spoken);
  if (assumed !== undefined) return { zone: assumed, assumed: true };
  const zone = ianaZone(spoken);
  return zone === undefined ? undefined : { zone, assumed: false };
}
