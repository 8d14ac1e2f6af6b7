// node --expose-gc --max-semi-space-size=64 bench/run-scenario.ts NAME [smoke]: the findings of one scenario, as JSON.
import type { Effort } from "./measure/rounds.ts";
import { SCENARIOS } from "./scenarios/index.ts";

const WHOLE: Effort = { rounds: 21, roundMs: 10, calls: 20_000 };
const SMOKE: Effort = { rounds: 3, roundMs: 1, calls: 200 };

const [name = "", mode] = process.argv.slice(2);
const load = SCENARIOS[name];
if (load === undefined) throw new Error(`there is no scenario ${name}`);
const scenario = await load();
const isSmoke = mode === "smoke";
process.stdout.write(JSON.stringify(await scenario(isSmoke ? SMOKE : WHOLE, isSmoke)));
