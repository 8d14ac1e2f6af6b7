import type { Span } from "@spendrail/language";
import { useEffect, useRef, useState } from "preact/hooks";
import { Editor } from "./editor/editor.js";
import { Compare } from "./panes/compare.js";
import { Json } from "./panes/json.js";
import { Meaning } from "./panes/meaning.js";
import type { PaneProps } from "./panes/pane.js";
import { Tests } from "./panes/tests.js";
import { Timeline } from "./panes/timeline.js";
import { TryPayment } from "./panes/try-payment.js";
import { WorstCase } from "./panes/worst-case.js";
import { useLatest } from "./parts/latest.js";
import { Problem } from "./parts/problem.js";
import { EXAMPLES, FIRST_STATE } from "./state/examples.js";
import { fragmentOf, readFragment } from "./state/share.js";
import { type State, TABS, type Tab } from "./state/state.js";
import { policyWorker } from "./worker/client.js";

const PANES: Record<Tab, { title: string; Pane: (props: PaneProps) => preact.JSX.Element }> = {
  meaning: { title: "Meaning", Pane: Meaning },
  json: { title: "JSON", Pane: Json },
  payment: { title: "Try a payment", Pane: TryPayment },
  timeline: { title: "Timeline", Pane: Timeline },
  exposure: { title: "Worst case", Pane: WorstCase },
  compare: { title: "Compare", Pane: Compare },
  tests: { title: "Tests", Pane: Tests },
};

/** Longer texts are not read: the parser has the same bound. */
const MOST_CHARACTERS = 100_000;

export function App() {
  const first = useRef(readFragment(location.hash)).current;
  const [state, setState] = useState<State>(first.ok ? first.state : FIRST_STATE);
  const [told, setTold] = useState<string | undefined>(first.ok ? undefined : first.message);
  const [marked, setMarked] = useState<Span>();
  const { value: reading, problem } = useLatest(() => policyWorker.read(state.text), [state.text]);
  const [loads, setLoads] = useState(0);
  const load = (loaded: Partial<State>) => {
    change(loaded);
    setLoads((count) => count + 1);
  };
  const change = (changed: Partial<State>) => setState((current) => ({ ...current, ...changed }));

  useEffect(() => {
    const reopen = () => {
      const opened = readFragment(location.hash);
      if (opened.ok) load(opened.state);
      setTold(opened.ok ? undefined : opened.message);
    };
    addEventListener("hashchange", reopen);
    return () => removeEventListener("hashchange", reopen);
  }, []);

  const write = (text: string) => {
    if (text.length <= MOST_CHARACTERS) return change({ text });
    setTold(`A policy has at most ${MOST_CHARACTERS} characters, and this text has ${text.length}: it is not read.`);
  };
  const share = async () => {
    history.replaceState(undefined, "", fragmentOf(state));
    try {
      await navigator.clipboard.writeText(location.href);
      setTold("The link is in the address bar and on the clipboard.");
    } catch {
      setTold("The link is in the address bar.");
    }
  };

  return (
    <>
      <header>
        <h1>Spendrail playground</h1>
        <ExampleChoice onChoose={(text) => load({ text })} />
        <button type="button" onClick={() => void share()}>
          Share
        </button>
      </header>
      {(told ?? problem) !== undefined && <Problem>{told ?? problem}</Problem>}
      <main>
        <section aria-label="Policy" class="left">
          <Editor key={loads} label="Policy text" text={state.text} onChange={write} marked={marked} />
        </section>
        <Tabs state={state} reading={reading} change={change} point={setMarked} />
      </main>
    </>
  );
}

function ExampleChoice({ onChoose }: { onChoose: (text: string) => void }) {
  return (
    <select
      aria-label="Start from an example"
      value=""
      onChange={({ currentTarget }) => onChoose(EXAMPLES[Number(currentTarget.value)]?.text ?? "")}
    >
      <option value="" disabled>
        Examples
      </option>
      {EXAMPLES.map(({ name }, index) => (
        <option key={name} value={index}>
          {name}
        </option>
      ))}
    </select>
  );
}

/** The tab pattern of the WAI-ARIA Authoring Practices: arrows move, the pane follows. */
function Tabs(props: PaneProps) {
  const { state, change } = props;
  const { Pane, title } = PANES[state.tab];
  const move = (event: KeyboardEvent) => {
    const steps: Record<string, number> = {
      ArrowRight: 1,
      ArrowLeft: -1,
      Home: -TABS.indexOf(state.tab),
      End: -1 - TABS.indexOf(state.tab),
    };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const tab = TABS.at((TABS.indexOf(state.tab) + step) % TABS.length) as Tab;
    change({ tab });
    document.getElementById(`tab-${tab}`)?.focus();
  };
  return (
    <section class="right" aria-label="What it means">
      <div role="tablist" aria-label="Views" onKeyDown={move}>
        {TABS.map((tab) => (
          <button
            key={tab}
            id={`tab-${tab}`}
            type="button"
            role="tab"
            aria-selected={tab === state.tab}
            aria-controls="pane"
            tabIndex={tab === state.tab ? 0 : -1}
            onClick={() => change({ tab })}
          >
            {PANES[tab].title}
          </button>
        ))}
      </div>
      <div id="pane" role="tabpanel" aria-labelledby={`tab-${state.tab}`}>
        <h2 class="unseen">{title}</h2>
        <Pane {...props} />
      </div>
    </section>
  );
}
