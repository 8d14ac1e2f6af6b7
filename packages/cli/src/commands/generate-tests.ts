import { basename } from "node:path";
import { generateTests as generate, type PolicyCase } from "@spendrail/analysis";
import { stringify } from "yaml";
import { EXIT } from "../exit.js";
import { type Source, STDIN_NAME } from "../files/source.js";
import { engineOptions } from "../policy/options.js";
import { requirePolicy } from "../policy/require-policy.js";
import { issueWords, tell } from "../report/tell.js";
import type { Command } from "../session.js";
import { progressBar } from "../terminal/progress.js";
import { visible } from "../terminal/visible.js";

/** `spendrail generate-tests FILE`: tests that tell a policy from every small change to it. */
export const generateTests: Command = async (session) => {
  const { io, args, config } = session;
  const loaded = await requirePolicy(args.positionals[0] ?? "-", session);
  if (!loaded.ok) return EXIT.findings;
  const progress = progressBar("Looking for payments", io.err);
  const onProgress = (done: number, all: number) => progress.update(done / all);
  const generated = generate(loaded.policy, { options: engineOptions(config), onProgress });
  progress.end();
  if (!generated.ok) {
    tell(io, ...generated.issues.map(issueWords));
    return EXIT.findings;
  }
  const { cases, mutants, killed, survivors } = generated;
  io.out.write(`# These tests notice ${killed} of ${mutants} small changes to the policy.\n`);
  io.out.write(stringify({ policy: policyName(loaded.source), tests: cases.map(written) }));
  for (const { change } of survivors) io.err.write(`No payment shows this change: ${visible(change)}\n`);
  return EXIT.ok;
};

/** Files of tests stand beside their policy. */
const policyName = ({ name }: Source): string => (name === STDIN_NAME ? "agent.policy" : basename(name));

/** A case as files of tests have it: rules count from 1. */
function written({ name, history, account, payment, expect: { rule, ...expect } }: PolicyCase): object {
  return {
    name,
    ...(history.length > 0 && { history }),
    ...(account !== undefined && { account }),
    payment,
    expect: { ...expect, ...(rule !== undefined && { rule: rule + 1 }) },
  };
}
