import { completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { lintKeymap } from "@codemirror/lint";
import { EditorState, type Extension, StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView, keymap, lineNumbers } from "@codemirror/view";
import type { Span } from "@spendrail/language";
import { useEffect, useRef } from "preact/hooks";
import { assistance } from "./assistance.js";
import { highlighting } from "./highlighting.js";

interface EditorProps {
  label: string;
  /** What it starts with. Afterwards the writer alone changes it; give another `key` to start anew. */
  text: string;
  onChange: (text: string) => void;
  /** The statement to show as meant. */
  marked?: Span | undefined;
}

const mark = StateEffect.define<Span | undefined>();

const markedStatement = StateField.define({
  create: () => Decoration.none,
  update(shown, transaction) {
    for (const effect of transaction.effects) {
      if (!effect.is(mark)) continue;
      const { value } = effect;
      const fits = value !== undefined && value.start < value.end && value.end <= transaction.state.doc.length;
      return fits
        ? Decoration.set(Decoration.mark({ class: "marked" }).range(value.start, value.end))
        : Decoration.none;
    }
    return shown.map(transaction.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** A text field for policies. Tab moves on to the next field, as it does everywhere on a page. */
export function Editor({ label, text, onChange, marked }: EditorProps) {
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(undefined);
  const tell = useRef(onChange);
  tell.current = onChange;

  useEffect(() => {
    const extensions: Extension[] = [
      lineNumbers(),
      history(),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({ "aria-label": label, "data-testid": label }),
      keymap.of([...completionKeymap, ...lintKeymap, ...defaultKeymap, ...historyKeymap]),
      highlighting,
      assistance,
      markedStatement,
      EditorView.updateListener.of(({ docChanged, state }) => {
        if (docChanged) tell.current(state.doc.toString());
      }),
    ];
    view.current = new EditorView({
      parent: place.current as HTMLDivElement,
      state: EditorState.create({ doc: text, extensions }),
    });
    return () => view.current?.destroy();
  }, []);

  useEffect(() => {
    view.current?.dispatch({ effects: mark.of(marked) });
  }, [marked?.start, marked?.end]);

  return <div class="editor" ref={place} />;
}
