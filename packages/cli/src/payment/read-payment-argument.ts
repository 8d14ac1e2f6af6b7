import { readJson } from "../files/json.js";
import { Lines } from "../files/lines.js";
import { readSource, type Source } from "../files/source.js";
import type { Io } from "../io.js";

export type PaymentArgument =
  | { readonly ok: true; readonly payment: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly problem: string };

/** A payment as the command line gives it: JSON that starts with a brace, else the file it is in. */
export async function readPaymentArgument(written: string, io: Io): Promise<PaymentArgument> {
  if (written.trimStart().startsWith("{")) return parsePayment({ name: "--payment", text: written });
  const read = await readSource(written, io);
  return read.ok ? parsePayment(read.source) : read;
}

function parsePayment({ name, text }: Source): PaymentArgument {
  const json = readJson(text);
  if (!json.ok) {
    const { line, column } = new Lines(text).placeOf(json.at.start);
    return { ok: false, problem: `${name}:${line}:${column}: ${json.message}` };
  }
  const { value } = json;
  if (typeof value === "object" && value !== null && !Array.isArray(value))
    return { ok: true, payment: value as Record<string, unknown> };
  return { ok: false, problem: `${name}: A payment is a JSON object.` };
}
