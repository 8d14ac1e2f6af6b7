import type { Payment } from "@spendrail/model";

interface SpendsProps {
  spends: readonly Payment[];
  onChange: (spends: Payment[]) => void;
}

const COLUMNS = [
  ["at", "At"],
  ["amount", "Amount"],
  ["merchant", "Merchant"],
] as const satisfies readonly (readonly [keyof Payment, string])[];

/** A history as a table that can be edited. */
export function Spends({ spends, onChange }: SpendsProps) {
  const set = (index: number, key: keyof Payment, value: string) => {
    onChange(spends.with(index, { ...(spends[index] as Payment), [key]: value }) as Payment[]);
  };
  const add = () => {
    const last = spends.at(-1) ?? {
      account: "agent",
      amount: "10",
      merchant: "openai.com",
      at: "2026-03-02T09:00:00Z",
    };
    onChange([...spends, { ...last, id: String(spends.length + 1) }]);
  };
  return (
    <>
      <table>
        <thead>
          <tr>
            {COLUMNS.map(([key, label]) => (
              <th key={key} scope="col">
                {label}
              </th>
            ))}
            <th scope="col">
              <span class="unseen">Remove</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {spends.map((spend, index) => (
            <tr key={`${index} ${spend.id}`}>
              {COLUMNS.map(([key, label]) => (
                <td key={key}>
                  <input
                    aria-label={`${label} of spend ${index + 1}`}
                    value={spend[key] ?? ""}
                    onInput={({ currentTarget }) => set(index, key, currentTarget.value)}
                  />
                </td>
              ))}
              <td>
                <button
                  type="button"
                  aria-label={`Remove spend ${index + 1}`}
                  onClick={() => onChange(spends.toSpliced(index, 1))}
                >
                  ×
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <button type="button" onClick={add}>
        Add a spend
      </button>
    </>
  );
}
