import { exposure, generateTests, lintPolicy } from "@spendrail/analysis";
import { type CompiledPolicy, compilePolicy, createMemoryHistory, evaluate } from "@spendrail/engine";
import { completionsAt, explainStatement, formatRule, type ParseResult, parsePolicy } from "@spendrail/language";
import type { Payment } from "@spendrail/model";
import { expose } from "comlink";
import type { PolicyWorker, Reading } from "./api.js";
import { compare } from "./compare.js";
import { timeline } from "./timeline.js";

interface LastText {
  text: string;
  parsed: ParseResult;
  compiled: CompiledPolicy | undefined;
  reading?: Reading;
}

let last: LastText | undefined;

/** Every pane asks about the text that is in the editor: it is parsed once. */
function parsedOf(text: string): LastText {
  if (last?.text !== text) {
    const parsed = parsePolicy(text);
    last = { text, parsed, compiled: parsed.ok ? compilePolicy(parsed.policy) : undefined };
  }
  return last;
}

function read(text: string): Reading {
  const known = parsedOf(text);
  known.reading ??= readingOf(text, known.parsed);
  return known.reading;
}

function readingOf(text: string, parsed: ParseResult): Reading {
  if (!parsed.ok) return { diagnostics: parsed.diagnostics, findings: [], statements: [] };
  const { policy, document } = parsed;
  const linted = lintPolicy({ text });
  return {
    diagnostics: linted.diagnostics,
    findings: linted.ok ? linted.findings : [],
    statements: document.statements.map((statement) => ({
      range: statement.range,
      sentences: explainStatement(statement, policy).split("\n"),
    })),
    policy,
  };
}

function historyOf(spends: readonly Payment[]) {
  const history = createMemoryHistory();
  for (const spend of spends) history.record(spend);
  return history;
}

const worker: PolicyWorker = {
  read,
  complete: completionsAt,
  judge(text, payment, spends, balance) {
    const { compiled, parsed } = parsedOf(text);
    if (compiled === undefined) return undefined;
    const account = balance === "" ? {} : { account: { balance } };
    const decision = evaluate(compiled, payment, { history: historyOf(spends), ...account });
    const decided = decision.rule;
    const statement = parsed.document.statements.find(({ rules }) => decided !== undefined && rules.includes(decided));
    return { decision, ...(statement === undefined ? {} : { statement: statement.range }) };
  },
  timeline(text, spends, at) {
    const { compiled } = parsedOf(text);
    return compiled === undefined ? [] : timeline(compiled, spends, at);
  },
  exposure(text, horizon) {
    const { parsed } = parsedOf(text);
    if (!parsed.ok) return undefined;
    const { policy } = parsed;
    return {
      report: exposure(policy, { horizon }),
      rules: policy.rules.map((rule) => formatRule(rule, policy)),
    };
  },
  compare,
  generateTests(text) {
    const { parsed } = parsedOf(text);
    return parsed.ok ? generateTests(parsed.policy) : undefined;
  },
  runTests(text, cases) {
    const { compiled } = parsedOf(text);
    return cases.map(({ account, history, payment }) =>
      compiled === undefined
        ? undefined
        : evaluate(compiled, payment, { history: historyOf(history), ...(account === undefined ? {} : { account }) }),
    );
  },
};

expose(worker);
