interface FieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  hint?: string;
}

/** A labelled line of text. */
export function Field({ label, value, onChange, hint }: FieldProps) {
  return (
    <label class="field">
      <span>{label}</span>
      <input
        type="text"
        value={value}
        placeholder={hint}
        onInput={({ currentTarget }) => onChange(currentTarget.value)}
      />
    </label>
  );
}
