import { Unread } from "./meaning.js";
import type { PaneProps } from "./pane.js";

/** The policy as data. */
export function Json({ reading }: PaneProps) {
  if (reading === undefined) return <p>Reading …</p>;
  if (reading.policy === undefined) return <Unread reading={reading} />;
  return (
    <textarea class="json" readOnly aria-label="Policy as JSON" value={JSON.stringify(reading.policy, undefined, 2)} />
  );
}
