import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { folderWith } from "./world.js";

// The shell parts of the GitHub Action, run as a runner runs them, on a repository of their own.
const root = fileURLToPath(new URL("../../../", import.meta.url));
const SPENDRAIL = `${process.execPath} ${join(root, "packages/cli/bin/spendrail.js")}`;

const POLICY = "At most $50 per transaction.\nTime zone is UTC.\n";

function run(folder: string, script: string, env: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(join(root, "packages/cli/action", script), {
    cwd: folder,
    encoding: "utf8",
    env: { PATH: process.env.PATH, HOME: folder, SPENDRAIL, ...env },
  });
  return { status, out: stdout, err: stderr };
}

function git(folder: string, ...args: string[]): string {
  const settings = ["-c", "user.name=A", "-c", "user.email=a@example.com"];
  const { status, stdout, stderr } = spawnSync("git", [...settings, ...args], { cwd: folder, encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  return stdout.trim();
}

/** A repository whose first commit has some files, and whose second changes them; a file without text is removed. */
function repository(
  before: Record<string, string>,
  after: Record<string, string | undefined> = {},
): { folder: string; base: string } {
  const folder = folderWith(before);
  git(folder, "init", "-q");
  git(folder, "add", ".");
  git(folder, "commit", "-q", "-m", "Before");
  const base = git(folder, "rev-parse", "HEAD");
  for (const [name, text] of Object.entries(after)) {
    if (text === undefined) git(folder, "rm", "-q", name);
    else writeFileSync(join(folder, name), text);
  }
  git(folder, "add", ".");
  git(folder, "commit", "-q", "--allow-empty", "-m", "After");
  return { folder, base };
}

test("lint.sh annotates, writes SARIF, and fails on findings", () => {
  const { folder } = repository({ "a b.policy": "Max $500\n", "c.policy": "Max $5\n" });
  const SARIF = join(folder, "out.sarif");
  const end = run(folder, "lint.sh", { PATHS: "a b.policy\n\n", SARIF });
  expect(end).toMatchObject({ status: 1, err: "" });
  expect(end.out).toMatch(/^::error file=a b\.policy,line=1,/);
  expect(end.out).not.toContain("c.policy");
  expect(JSON.parse(readFileSync(SARIF, "utf8")).runs[0].results).toHaveLength(1);
});

describe("test.sh", () => {
  const yaml =
    'policy: a.policy\nat: "2026-03-02T09:00:00Z"\ntests:\n  - { name: a, payment: { amount: 60 }, expect: deny }\n';

  test("runs the tests there are", () => {
    const { folder } = repository({ "a.policy": POLICY, "a.policy-test.yaml": yaml });
    expect(run(folder, "test.sh", { MIN_COVERAGE: "100" })).toMatchObject({ status: 0 });
  });

  test("passes where there are none, and says so", () => {
    const { folder } = repository({ "a.policy": POLICY });
    expect(run(folder, "test.sh")).toMatchObject({ status: 0, out: expect.stringContaining("There are no tests") });
  });
});

test("diff.sh reports every policy that changed, whatever it is called, and nothing else", () => {
  const odd = "o'dd `name`.policy";
  const { folder, base } = repository(
    { "a.policy": POLICY, "same.policy": POLICY, "gone.policy": POLICY, [odd]: POLICY, "x.txt": "a" },
    {
      "a.policy": POLICY.replace("50", "60"),
      "gone.policy": undefined,
      "new.policy": POLICY,
      [odd]: POLICY.replace("50", "40"),
      "x.txt": "b",
    },
  );
  const REPORT = join(folder, "report.md");
  expect(run(folder, "diff.sh", { BASE: base, REPORT, FAIL_ON: "looser" })).toMatchObject({ status: 1, err: "" });
  const report = readFileSync(REPORT, "utf8");
  expect(report.match(/^### .*/gm)).toEqual([
    "### `a.policy`",
    "### `gone.policy`",
    "### `new.policy`",
    "### `o'dd 'name'.policy`",
  ]);
  expect(report).toContain("**looser**");
  expect(report).toContain("**tighter**");
});

test("diff.sh lets a change pass that only tightens", () => {
  const { folder, base } = repository({ "a.policy": POLICY }, { "a.policy": POLICY.replace("50", "40") });
  expect(run(folder, "diff.sh", { BASE: base, REPORT: join(folder, "r.md"), FAIL_ON: "looser" }).status).toBe(0);
});

describe("comment.sh", () => {
  /** Stands in for GitHub's own command: writes down what it is asked, and knows the comments it is given. */
  const gh = (known: string) => `#!/usr/bin/env bash
printf '%s\\n' "$*" >> "$HOME/asked"
for argument in "$@"; do [[ "$argument" != body=@* ]] || cp "\${argument#body=@}" "$HOME/body"; done
[[ "$*" == *--paginate* ]] && printf '%s' '${known}'
exit 0
`;

  function comment(known: string, report: string) {
    const folder = folderWith({ "report.md": report });
    mkdirSync(join(folder, "bin"));
    writeFileSync(join(folder, "bin/gh"), gh(known));
    chmodSync(join(folder, "bin/gh"), 0o755);
    const env = {
      PATH: `${join(folder, "bin")}:${process.env.PATH}`,
      REPORT: join(folder, "report.md"),
      REPOSITORY: "o/r",
      PULL_REQUEST: "7",
    };
    expect(run(folder, "comment.sh", env)).toMatchObject({ status: 0, err: "" });
    const read = (name: string) => (existsSync(join(folder, name)) ? readFileSync(join(folder, name), "utf8") : "");
    return { asked: read("asked"), body: read("body") };
  }

  test("adds a comment where there is none", () => {
    const { asked, body } = comment("", "### `a.policy`\n");
    expect(asked).toContain("--method POST repos/o/r/issues/7/comments");
    expect(body).toBe("<!-- spendrail -->\n## Spending policies\n\n### `a.policy`\n");
  });

  test("changes the comment of an earlier run", () => {
    expect(comment("42\n", "x\n").asked).toContain("--method PATCH repos/o/r/issues/comments/42");
  });

  test("says nothing when no policy changed", () => {
    expect(comment("", "").asked).toBe("");
  });
});

describe("what is published", () => {
  const { version } = JSON.parse(readFileSync(join(root, "packages/cli/package.json"), "utf8"));
  const action = parse(readFileSync(join(root, "action.yml"), "utf8"));
  const hooks = parse(readFileSync(join(root, ".pre-commit-hooks.yaml"), "utf8"));

  test("the action and the hooks run this version", () => {
    expect(action.inputs.version.default).toBe(version);
    for (const { entry } of hooks) expect(entry).toContain(`@spendrail/cli@${version} `);
  });

  test("the action runs scripts that exist, and hands inputs over as variables only", () => {
    expect(action.runs.using).toBe("composite");
    for (const step of action.runs.steps) {
      expect(step.run ?? "").not.toContain("${{");
      const script = /packages\/cli\/action\/[a-z]+\.sh/.exec(step.run ?? "")?.[0];
      expect(step.uses !== undefined || existsSync(join(root, script ?? "none"))).toBe(true);
    }
  });
});
