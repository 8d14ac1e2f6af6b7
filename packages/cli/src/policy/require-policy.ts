import { readSource, type Source } from "../files/source.js";
import { prettyFindings } from "../report/pretty.js";
import { tell } from "../report/tell.js";
import type { Session } from "../session.js";
import { type LoadedPolicy, loadPolicy } from "./load-policy.js";
import { parseOptions } from "./options.js";

type Accepted = Extract<LoadedPolicy, { ok: true }>;

/** A policy that can be used, or why there is none; what is wrong has been told on standard error. */
export type RequiredPolicy =
  | (Accepted & { readonly source: Source })
  | { readonly ok: false; readonly because: "unreadable" | "has_errors" };

/** Reads the policy of a path for a command that needs one, and tells on standard error what is wrong with it. */
export async function requirePolicy(path: string, session: Session): Promise<RequiredPolicy> {
  const { io, config, style, columns } = session;
  const read = await readSource(path, io);
  if (!read.ok) {
    tell(io, read.problem);
    return { ok: false, because: "unreadable" };
  }
  const loaded = loadPolicy(read.source, parseOptions(config));
  if (loaded.ok) return { ...loaded, source: read.source };
  const errors = loaded.findings.filter(({ severity }) => severity === "error");
  io.err.write(prettyFindings(read.source, errors, style.err, columns));
  return { ok: false, because: "has_errors" };
}
