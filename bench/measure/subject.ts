/** One thing that is measured. */
export interface Subject {
  readonly name: string;
  /**
   * Does the work once.
   *
   * @param turn 0, 1, 2, ...: which of the workload's payments to take
   */
  readonly run: (turn: number) => unknown;
}

export type Loop = (times: number, from: number) => unknown;

/**
 * A loop over the subject with code of its own: through one shared loop, each subject would be called through a look-up
 * that none of them deserves, and that hides how they differ.
 */
export function loopOf({ run }: Subject): Loop {
  const body = "let last; for (let n = 0; n < times; n += 1) last = run(from + n); return last;";
  return new Function("run", `return function loop(times, from) { ${body} }`)(run) as Loop;
}
