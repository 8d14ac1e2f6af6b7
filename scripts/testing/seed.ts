import * as fc from "fast-check";

/**
 * The same random cases at every run, so that a change is never refused for a case that it did not cause. Other cases:
 * `SPENDRAIL_SEED=12345 npm test`. fast-check prints the seed of a failure.
 */
fc.configureGlobal({ seed: Number(process.env.SPENDRAIL_SEED ?? 20261122) });
