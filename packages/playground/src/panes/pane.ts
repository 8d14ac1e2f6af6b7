import type { Span } from "@spendrail/language";
import type { State } from "../state/state.js";
import type { Reading } from "../worker/api.js";

/** What every pane gets. */
export interface PaneProps {
  state: State;
  /** What the text says; absent before it was read for the first time. */
  reading: Reading | undefined;
  change: (changed: Partial<State>) => void;
  /** Shows a statement in the editor. */
  point: (span: Span | undefined) => void;
}
