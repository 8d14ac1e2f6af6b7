import { diffPolicies, type PolicyDiff } from "@spendrail/analysis";
import { isStopped } from "../diff/gate.js";
import { markdownDiff } from "../diff/markdown-diff.js";
import { prettyDiff } from "../diff/pretty-diff.js";
import { EXIT } from "../exit.js";
import type { DiffOutput } from "../output.js";
import { engineOptions } from "../policy/options.js";
import { requirePolicy } from "../policy/require-policy.js";
import { issueWords, tell } from "../report/tell.js";
import type { Command, Session } from "../session.js";

/** `spendrail diff BEFORE AFTER`: what a change permits and forbids, with witnesses. */
export const diff: Command = async (session) => {
  const { io, args, config } = session;
  const [beforeFile = "-", afterFile = "-"] = args.positionals;
  const before = await requirePolicy(beforeFile, session);
  const after = await requirePolicy(afterFile, session);
  if (!before.ok || !after.ok) return EXIT.findings;
  const compared = diffPolicies(before.policy, after.policy, engineOptions(config));
  if (!compared.ok) {
    const files = { before: beforeFile, after: afterFile };
    tell(io, ...compared.issues.map((issue) => `${files[issue.policy]}: ${issueWords(issue)}`));
    return EXIT.findings;
  }
  const pair = { before: before.policy, after: after.policy, name: after.source.name };
  io.out.write(written(compared, pair, session));
  return isStopped(compared, args.value("fail-on")) ? EXIT.findings : EXIT.ok;
};

type Compared = Extract<PolicyDiff, { ok: true }>;

function written(compared: Compared, pair: Parameters<typeof prettyDiff>[1], session: Session): string {
  const { ok: _, ...rest } = compared;
  switch (session.args.value("format")) {
    case "json":
      return `${JSON.stringify({ version: 1, ...rest } satisfies DiffOutput, null, 2)}\n`;
    case "markdown":
      return markdownDiff(compared, pair);
    default:
      return prettyDiff(compared, pair, session);
  }
}
