/**
 * What is wrong with one field of a value that was read.
 *
 * - `missing`: a required key is absent.
 * - `unknown_key`: the key is not part of the model.
 * - `wrong_type`: the value has another JSON type than the field; a JSON number for an amount is one of these.
 * - `malformed`: the right type, but not of the field's form (amount, instant, duration, MCC, host name, ...).
 * - `out_of_range`: the right form, outside the field's range.
 * - `unknown_value`: of the right form, but not in the table it refers to (currency, country, category, time zone).
 * - `not_canonical`: the meaning is clear, but it has one canonical spelling and this is another; the message gives it.
 * - `impossible`: the parts contradict each other (a schedule without days or hours, an end before its start).
 * - `bad_pattern`: a merchant pattern with a misplaced wildcard, or over a whole public suffix.
 * - `mixed_script`: letters of several scripts in one label of a host name.
 */
export type IssueCode =
  | "missing"
  | "unknown_key"
  | "wrong_type"
  | "malformed"
  | "out_of_range"
  | "unknown_value"
  | "not_canonical"
  | "impossible"
  | "bad_pattern"
  | "mixed_script";

/** One problem found while reading a value from outside. Plain data. */
export interface Issue {
  readonly code: IssueCode;
  /** Where: keys and indices as written in JavaScript, such as `rules[0].on.mccs[2]`; empty for the whole value. */
  readonly path: string;
  /** One English sentence that says what is wrong and what to write instead. */
  readonly message: string;
}
