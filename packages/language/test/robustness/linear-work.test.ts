import { Session } from "node:inspector/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parsePolicy } from "../../src/index.js";
import { HOSTILE_TEXTS } from "./hostile-texts.js";

const KIB = 1024;
const SHORT = 2 * KIB;
const LONG = 16 * KIB;
/** What is done once for each text, and lists that are sorted, may make the growth a little less or more than the length's. */
const TOLERANCE = 1.3;

const session = new Session();

beforeAll(async () => {
  session.connect();
  await session.post("Profiler.enable");
  await session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
  parsePolicy("Max $50 per day on AWS, except on weekends.");
});

afterAll(() => session.disconnect());

/** How often all blocks of the product's code together are run: the same in every run, on every machine. */
async function workOf(text: string): Promise<number> {
  await session.post("Profiler.takePreciseCoverage");
  parsePolicy(text);
  const { result } = await session.post("Profiler.takePreciseCoverage");
  return result
    .filter(({ url }) => /\/packages\/|chevrotain/.test(url))
    .flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges.map(({ count }) => count)))
    .reduce((sum, count) => sum + count, 0);
}

test.each(Object.entries(HOSTILE_TEXTS))(
  "%s: a text eight times as long is eight times the work",
  async (_, textOf) => {
    const short = await workOf(textOf(SHORT));
    const long = await workOf(textOf(LONG));
    expect(long).toBeLessThan((LONG / SHORT) * TOLERANCE * short + 10_000);
  },
);
