import { access, mkdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { EXIT } from "../exit.js";
import { fileProblem } from "../files/file-problem.js";
import { interview } from "../init/interview.js";
import { fail } from "../report/tell.js";
import type { Command, Session } from "../session.js";
import { visible } from "../terminal/visible.js";

/** `spendrail init [FOLDER]`: a first policy, its test, and the settings. */
export const init: Command = async (session) => {
  const { io, args } = session;
  const name = args.value("name") ?? "agent";
  if (!/^[\w.-]+$/.test(name))
    return fail(io, EXIT.findings, "--name is letters, digits, dots, dashes and underscores.");
  if (args.flag("trust") && args.flag("template"))
    return fail(io, EXIT.findings, "--template and --trust are two ways to start; take one.");
  const folder = args.positionals[0] ?? ".";
  const [policyPath, testPath, settingsPath] = [
    `${name}.policy`,
    `${name}.policy-test.yaml`,
    "spendrail.config.json",
  ].map((file) => join(folder, file)) as [string, string, string];
  for (const path of args.flag("force") ? [] : [policyPath, testPath])
    if (await exists(path, session))
      return fail(io, EXIT.findings, `${path}: The file is there already; --force replaces it.`);
  const policy = await firstPolicy(session);
  if (policy === undefined)
    return fail(io, EXIT.findings, "The questions were not answered to the end; nothing was written.");
  const files: [path: string, text: string][] = [
    [policyPath, policy],
    [testPath, firstTest(name)],
    // Settings of a project are nobody's to replace.
    ...((await exists(settingsPath, session)) ? [] : [[settingsPath, FIRST_CONFIG] as [string, string]]),
  ];
  for (const [path, text] of files) {
    const problem = await write(resolve(io.cwd, path), text);
    if (problem !== undefined) return fail(io, EXIT.findings, `${path}: ${problem}`);
    io.out.write(`${visible(path)} written\n`);
  }
  io.out.write(`\nNext: spendrail explain ${visible(policyPath)}\n`);
  return EXIT.ok;
};

/** The policy to start from; `undefined` when the person who was asked went away. */
async function firstPolicy({ io, args }: Session): Promise<string | undefined> {
  const trust = args.value("trust");
  if (trust !== undefined) return `# What this trust level allows: spendrail explain\nTrust level is ${trust}.\n`;
  const template = args.value("template");
  return template === undefined && io.canAsk ? interview(io) : templateText(template ?? "conservative");
}

function templateText(name: string): Promise<string> {
  return readFile(new URL(`../../templates/${name}.policy`, import.meta.url), "utf8");
}

function exists(path: string, { io }: Session): Promise<boolean> {
  return access(resolve(io.cwd, path)).then(
    () => true,
    () => false,
  );
}

async function write(path: string, text: string): Promise<string | undefined> {
  try {
    await mkdir(resolve(path, ".."), { recursive: true });
    await writeFile(path, text);
    return undefined;
  } catch (fault) {
    return fileProblem(fault);
  }
}

const firstTest = (name: string): string => `# spendrail test runs these against ${name}.policy.
policy: ${name}.policy
at: "2026-01-05T12:00:00Z"
tests:
  - name: a payment of nothing is no payment
    payment: { amount: "0", merchant: example.com }
    expect: { outcome: deny, code: amount_must_be_positive }
`;

const FIRST_CONFIG = `${JSON.stringify({ $schema: "./node_modules/@spendrail/cli/schema/config.schema.json", rules: {}, paths: ["."] }, null, 2)}\n`;
