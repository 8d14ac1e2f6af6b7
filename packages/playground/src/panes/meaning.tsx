import { Problem } from "../parts/problem.js";
import type { PaneProps } from "./pane.js";

/** Each statement in plain words, linked to its text. */
export function Meaning({ reading, point }: PaneProps) {
  if (reading === undefined) return <p>Reading …</p>;
  if (reading.policy === undefined) return <Unread reading={reading} />;
  return (
    <ol class="meanings">
      {reading.statements.map(({ range, sentences }) => (
        <li key={range.start}>
          <button
            type="button"
            onMouseEnter={() => point(range)}
            onMouseLeave={() => point(undefined)}
            onFocus={() => point(range)}
            onBlur={() => point(undefined)}
          >
            {sentences.map((sentence) => (
              <span key={sentence}>{sentence} </span>
            ))}
          </button>
        </li>
      ))}
    </ol>
  );
}

/** Why there is no policy. */
export function Unread({ reading }: { reading: NonNullable<PaneProps["reading"]> }) {
  const errors = reading.diagnostics.filter(({ severity }) => severity === "error");
  return (
    <>
      <Problem>
        The text is not a policy yet: {errors.length} {errors.length === 1 ? "problem" : "problems"}.
      </Problem>
      <ul>
        {errors.map(({ code, message, range }) => (
          <li key={`${range.start} ${code}`}>
            Line {range.line}: {message}
          </li>
        ))}
      </ul>
    </>
  );
}
