import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { EXIT } from "../exit.js";
import { fileProblem } from "../files/file-problem.js";
import { interview } from "../init/interview.js";
import { tell } from "../report/tell.js";
import type { Command, Session } from "../session.js";
import { visible } from "../terminal/visible.js";

/** `spendrail init [FOLDER]`: a first policy, its test, and the settings. */
export const init: Command = async (session) => {
  const { io, args } = session;
  const folder = args.positionals[0] ?? ".";
  const name = args.value("name") ?? "agent";
  if (!/^[\w.-]+$/.test(name)) {
    tell(io, "--name is letters, digits, dots, dashes and underscores.");
    return EXIT.findings;
  }
  const policy = await firstPolicy(session);
  const files: Record<string, string> = {
    [`${name}.policy`]: policy,
    [`${name}.policy-test.yaml`]: firstTest(name),
    "spendrail.config.json": FIRST_CONFIG,
  };
  for (const [file, text] of Object.entries(files)) {
    const path = join(folder, file);
    const problem = await writeNew(resolve(io.cwd, path), text, args.flag("force"));
    if (problem !== undefined) {
      tell(io, `${path}: ${problem}`);
      return EXIT.findings;
    }
    io.out.write(`${visible(path)} written\n`);
  }
  io.out.write(`\nNext: spendrail explain ${visible(join(folder, `${name}.policy`))}\n`);
  return EXIT.ok;
};

async function firstPolicy({ io, args }: Session): Promise<string> {
  const trust = args.value("trust");
  if (trust !== undefined) return `# What this trust level allows: spendrail explain\nTrust level is ${trust}.\n`;
  const template = args.value("template");
  const answered = template === undefined ? await interview(io) : undefined;
  return answered ?? templateText(template ?? "conservative");
}

function templateText(name: string): Promise<string> {
  return readFile(new URL(`../../templates/${name}.policy`, import.meta.url), "utf8");
}

async function writeNew(path: string, text: string, replace: boolean): Promise<string | undefined> {
  try {
    await mkdir(resolve(path, ".."), { recursive: true });
    await writeFile(path, text, { flag: replace ? "w" : "wx" });
    return undefined;
  } catch (fault) {
    const exists = fault instanceof Error && "code" in fault && fault.code === "EEXIST";
    return exists ? "The file is there already; --force replaces it." : fileProblem(fault);
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
