import type { PolicyCase } from "@spendrail/analysis";
import type { Payment } from "@spendrail/model";
import { FIRST_STATE } from "./examples.js";
import { type State, TABS } from "./state.js";

/** A link with more than this is not read. */
const MOST_CHARACTERS = 400_000;
const MOST_ROWS = 1_000;

export type LinkReading = { ok: true; state: State } | { ok: false; message: string };

/** The whole state as a URL fragment: JSON in UTF-8, base64url (RFC 4648), behind a version. */
export function fragmentOf(state: State): string {
  const bytes = new TextEncoder().encode(JSON.stringify(state));
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return `#v1=${btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")}`;
}

/**
 * Reads a fragment from outside, which anyone may have written. Whatever is not of the form that `fragmentOf` gives is
 * refused as a whole; texts are data and stay so.
 *
 * @returns the state of the first example for no fragment at all
 */
export function readFragment(fragment: string): LinkReading {
  if (fragment === "" || fragment === "#") return { ok: true, state: FIRST_STATE };
  if (!fragment.startsWith("#v1=")) return refused("its form is not known");
  if (fragment.length > MOST_CHARACTERS) return refused("it is too long");
  try {
    const binary = atob(fragment.slice(4).replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    const value: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    return isState(value)
      ? { ok: true, state: pick(value) }
      : refused("something in it is missing or of the wrong kind");
  } catch {
    return refused("it is damaged");
  }
}

function refused(why: string): LinkReading {
  return { ok: false, message: `The link cannot be read: ${why}. This is the first example instead.` };
}

function isState(value: unknown): value is State {
  if (!isObject(value)) return false;
  const { text, other, tab, payment, history, balance, now, horizon, cases } = value;
  return (
    [text, other, balance, now, horizon].every((each) => typeof each === "string") &&
    TABS.some((known) => known === tab) &&
    isPayment(payment) &&
    isListOf(history, isPayment) &&
    isListOf(cases, isCase)
  );
}

/** Only what the page knows: keys beside it do not enter. */
function pick({ text, other, tab, payment, history, balance, now, horizon, cases }: State): State {
  return { text, other, tab, payment, history, balance, now, horizon, cases };
}

/** Whether it can be shown in the form; whether it is a payment is for the evaluator to say. */
function isPayment(value: unknown): value is Payment {
  if (!isObject(value)) return false;
  const required = ["id", "account", "amount", "at"].every((key) => typeof value[key] === "string");
  return required && Object.values(value).every((each) => typeof each === "string");
}

function isCase(value: unknown): value is PolicyCase {
  if (!isObject(value) || !isObject(value.expect)) return false;
  const { expect, history, name, payment } = value;
  return (
    typeof name === "string" && isPayment(payment) && isListOf(history, isPayment) && typeof expect.outcome === "string"
  );
}

function isListOf<T>(value: unknown, isOne: (each: unknown) => each is T): value is T[] {
  return Array.isArray(value) && value.length <= MOST_ROWS && value.every(isOne);
}

/** A JSON object of which nothing is known. */
interface Unknown {
  readonly [key: string]: unknown;
}

function isObject(value: unknown): value is Unknown {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
