import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { type ExposureRequest, exposure as exposureOf } from "@spendrail/analysis";
import { EXIT } from "../exit.js";
import { curveSvg } from "../exposure/curve-svg.js";
import { horizonOf } from "../exposure/horizon.js";
import type { BoundedPeriod } from "../exposure/period.js";
import { prettyExposure } from "../exposure/pretty-exposure.js";
import { fileProblem } from "../files/file-problem.js";
import type { ExposureOutput } from "../output.js";
import { engineOptions } from "../policy/options.js";
import { requirePolicy } from "../policy/require-policy.js";
import { fail, issueWords } from "../report/tell.js";
import type { Command, Session } from "../session.js";

/** `spendrail exposure FILE`: the most that can leave in a time, with what proves it. */
export const exposure: Command = async (session) => {
  const { io, args } = session;
  const written = (args.value("horizon") ?? "24h,7d,30d").split(",");
  const horizons = written.map(horizonOf);
  const wrong = horizons.indexOf(undefined);
  if (wrong >= 0)
    return fail(io, EXIT.findings, `--horizon is a list such as 24h,7d,30d, and '${written[wrong]}' is none of these.`);
  const loaded = await requirePolicy(args.positionals[0] ?? "-", session);
  if (!loaded.ok) return EXIT.findings;
  const periods: BoundedPeriod[] = [];
  for (const [index, horizon = ""] of horizons.entries()) {
    const report = exposureOf(loaded.policy, request(horizon, session));
    if (!report.ok) return fail(io, EXIT.findings, report.issues.map(issueWords).join(" "));
    periods.push({ label: written[index] ?? horizon, report });
  }
  const svg = args.value("svg");
  const problem = svg === undefined ? undefined : await write(svg, curveSvg(periods), session);
  if (problem !== undefined) return fail(io, EXIT.findings, `${svg}: ${problem}`);
  const reports = periods.map(({ label, report: { ok: _, ...report } }) => ({ horizon: label, ...report }));
  const json = () => `${JSON.stringify({ version: 1, horizons: reports } satisfies ExposureOutput, null, 2)}\n`;
  io.out.write(args.value("format") === "json" ? json() : prettyExposure(periods, loaded.policy, session));
  return EXIT.ok;
};

function request(horizon: string, { args, config }: Session): ExposureRequest {
  const balance = args.value("balance");
  const start = args.value("start");
  return {
    horizon,
    options: engineOptions(config),
    ...(balance !== undefined && { balance }),
    ...(start !== undefined && { start }),
  };
}

async function write(path: string, text: string, { io }: Session): Promise<string | undefined> {
  return writeFile(resolve(io.cwd, path), text).then(() => undefined, fileProblem);
}
