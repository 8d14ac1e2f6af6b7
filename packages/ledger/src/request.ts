import { readNameText } from "@spendrail/model";
import { type Failed, failed } from "./failure.js";

/** What is wrong with a field's value, to follow its name; `undefined`: nothing. */
type Complaint = (value: unknown) => string | undefined;

/** What each field of a request must be. */
export type Shape<Request> = { readonly [Key in keyof Request]-?: Complaint };

/**
 * Reads a request of a caller whose types nothing has checked. A field that is not known is refused too: an `ammount` that is
 * passed over would capture everything. Never throws.
 *
 * @returns the request as fresh plain data, so that it cannot change under the step
 */
export function readRequest<Request extends object>(
  request: unknown,
  shape: Shape<Request>,
): { readonly ok: true; readonly request: Request } | Failed {
  try {
    return read(request, shape);
  } catch {
    // A getter or proxy of the caller's threw.
    return failed("invalid", "The request cannot be inspected.");
  }
}

function read<Request extends object>(
  request: unknown,
  shape: Shape<Request>,
): { readonly ok: true; readonly request: Request } | Failed {
  if (typeof request !== "object" || request === null || Array.isArray(request)) {
    return failed("invalid", "A request must be an object.");
  }
  const unknown = Object.keys(request).find((key) => !Object.hasOwn(shape, key));
  if (unknown !== undefined) return failed("invalid", `There is no key ${JSON.stringify(unknown)} in this request.`);
  const fields: Record<string, unknown> = {};
  for (const [key, complaintOf] of Object.entries<Complaint>(shape)) {
    const value: unknown = Reflect.get(request, key);
    const complaint = complaintOf(value);
    if (complaint !== undefined) return failed("invalid", `"${key}" ${complaint}.`);
    if (value !== undefined) fields[key] = value;
  }
  return { ok: true, request: fields as Request };
}

/** A name that is compared as it is, such as an account or an id: see `Payment.id`. */
export function name(value: unknown): string | undefined {
  if (typeof value !== "string") return "must be text";
  const reading = readNameText(value, "It");
  return typeof reading === "string" ? undefined : `is no name: ${reading.message.replace(/\.$/, "")}`;
}

/** Any text that can be stored. */
export function text(value: unknown): string | undefined {
  if (typeof value !== "string") return "must be text";
  return UNSTORABLE.test(value) ? "must be well-formed Unicode without NUL" : undefined;
}

const UNSTORABLE = /[\0\p{Cs}]/u;

/** `true` or `false`. */
export function flag(value: unknown): string | undefined {
  return typeof value === "boolean" ? undefined : "must be true or false";
}

/** A number, whole or not. */
export function count(value: unknown): string | undefined {
  return typeof value === "number" ? undefined : "must be a number";
}

/** An object that is judged elsewhere. */
export function object(value: unknown): string | undefined {
  return typeof value === "object" && value !== null ? undefined : "must be an object";
}

/** A list of names. */
export function names(value: unknown): string | undefined {
  if (!Array.isArray(value)) return "must be a list of names";
  return value.map(name).find((complaint) => complaint !== undefined);
}

/** Whatever it is is judged elsewhere. */
export function anything(): undefined {
  return undefined;
}

/** A request within a request. */
export function shaped<Request extends object>(shape: Shape<Request>): Complaint {
  return (value) => {
    const reading = readRequest(value, shape);
    return reading.ok ? undefined : `is not as it must be: ${reading.error.message.replace(/\.$/, "")}`;
  };
}

export function optional(complaintOf: Complaint): Complaint {
  return (value) => (value === undefined ? undefined : complaintOf(value));
}
