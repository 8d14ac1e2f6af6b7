import { type EngineOptions, evaluate, type MemoryHistory } from "@spendrail/engine";
import type { Decision } from "@spendrail/model";
import { EXIT, type ExitCode } from "../exit.js";
import { readHistory } from "../payment/read-history.js";
import { readPaymentArgument } from "../payment/read-payment-argument.js";
import { engineOptions } from "../policy/options.js";
import { requirePolicy } from "../policy/require-policy.js";
import { prettyDecision } from "../report/pretty-decision.js";
import { tell } from "../report/tell.js";
import type { Command, Session } from "../session.js";

const EXIT_OF: Readonly<Record<Decision["outcome"], ExitCode>> = {
  approve: EXIT.ok,
  require_approval: EXIT.requireApproval,
  deny: EXIT.deny,
};

/** `spendrail check FILE --payment …`: the decision on one payment. */
export const check: Command = async (session) => {
  const { io, args } = session;
  const question = await readQuestion(session);
  if (!question.ok) {
    tell(io, question.problem);
    return EXIT.couldNotRun;
  }
  const loaded = await requirePolicy(args.positionals[0] ?? "-", session);
  if (!loaded.ok) return loaded.because === "unreadable" ? EXIT.couldNotRun : EXIT.findings;
  const decision = evaluate(loaded.policy, question.payment, {
    ...(question.history && { history: question.history }),
    account: question.account,
    options: optionsOf(session),
  });
  const printed =
    args.value("format") === "json"
      ? `${JSON.stringify(decision, null, 2)}\n`
      : prettyDecision(decision, loaded, session);
  io.out.write(printed);
  return EXIT_OF[decision.outcome];
};

type Question =
  | {
      readonly ok: true;
      readonly payment: Readonly<Record<string, unknown>>;
      readonly history?: MemoryHistory;
      readonly account: { readonly balance?: string; readonly frozen?: true };
    }
  | { readonly ok: false; readonly problem: string };

async function readQuestion({ io, args }: Session): Promise<Question> {
  const written = args.value("payment");
  if (written === undefined)
    return { ok: false, problem: "check needs --payment: JSON, a file, or - for standard input." };
  const balance = args.value("balance");
  if (balance !== undefined && !/^-?\d{1,15}(\.\d{1,18})?$/.test(balance))
    return { ok: false, problem: `--balance is an amount such as 250 or 250.75, and this is '${balance}'.` };
  const read = await readPaymentArgument(written, io);
  if (!read.ok) return read;
  const path = args.value("history");
  const history = path === undefined ? undefined : await readHistory(path, io);
  if (history?.ok === false) return history;
  const accounts = [...(history?.accounts ?? [])];
  if (read.payment.account === undefined && accounts.length > 1)
    return { ok: false, problem: "The history is of several accounts; the payment must say which one is `account`." };
  const payment = { id: "check", account: accounts[0] ?? "account", at: io.now(), ...read.payment };
  const account = { ...(balance !== undefined && { balance }), ...(args.flag("frozen") && { frozen: true as const }) };
  return { ok: true, payment, account, ...(history && { history: history.history }) };
}

function optionsOf({ args, config }: Session): EngineOptions {
  return { ...engineOptions(config), ...(args.flag("explain") && { explain: "all" as const }) };
}
