/** How a run ends. Each command uses some of these; its help says which. */
export const EXIT = {
  /** Everything asked for was done, and nothing was found; for `check`, the payment is approved. */
  ok: 0,
  /** Something was found, or a policy or test is wrong. */
  findings: 1,
  /** The command could not run: a wrong command line, a file that cannot be read. */
  couldNotRun: 2,
  /** `check`: a person must approve the payment. */
  requireApproval: 3,
  /** `check`: the payment is denied. */
  deny: 4,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
