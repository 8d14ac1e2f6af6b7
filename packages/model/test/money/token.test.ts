import { CHAINS, isCurrency, TOKENS } from "@spendrail/model";
import { expect, test } from "vitest";

const ROWS: [token: string, peg: string | null, decimals: number][] = [
  ["USDC", "USD", 6],
  ["USDT", "USD", 6],
  ["PYUSD", "USD", 6],
  ["DAI", "USD", 18],
  ["EURC", "EUR", 6],
  ["ETH", null, 18],
  ["BTC", null, 8],
  ["SOL", null, 9],
];

test.each(ROWS)("%s counts as %s and has %i decimals", (token, peg, decimals) => {
  expect(TOKENS[token]).toEqual({ peg, decimals });
  expect(isCurrency(token)).toBe(false);
});

test("pegs are currencies, and chains have lower-case ids and names of their own", () => {
  expect(Object.keys(TOKENS).sort()).toEqual(ROWS.map(([token]) => token).sort());
  for (const { peg } of Object.values(TOKENS)) expect(peg === null || isCurrency(peg)).toBe(true);
  const names = Object.values(CHAINS).flat();
  expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
  for (const id of Object.keys(CHAINS)) expect(id).toMatch(/^[a-z]+$/);
});
