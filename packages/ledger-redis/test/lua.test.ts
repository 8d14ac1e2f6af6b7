import { sha256Hex } from "@spendrail/ledger";
import * as fc from "fast-check";
import { createClient } from "redis";
import { afterAll, describe, expect, test } from "vitest";
import { startRedis } from "../../../scripts/testing/servers/redis.js";
import { MONEY } from "../src/lua/money.js";
import { SHA256 } from "../src/lua/sha256.js";

const server = await startRedis({ appendonly: "no" });
const client = await createClient({ url: `redis://127.0.0.1:${server.port}` }).connect();
afterAll(async () => {
  client.destroy();
  await server.remove();
});

const evaluate = (lua: string, args: readonly string[]) => client.sendCommand(["EVAL", lua, "0", ...args]);

const EACH_PAIR = `${MONEY}
local answers = {}
for i = 1, #ARGV, 2 do
  local a, b = ARGV[i], ARGV[i + 1]
  answers[#answers + 1] = add(a, b)
  answers[#answers + 1] = take(a, b)
  answers[#answers + 1] = tostring(less(a, b))
end
return answers`;

/** The same in whole numbers of any size. */
function expected([a, b]: readonly [bigint, bigint]): string[] {
  return [String(a + b), String(a > b ? a - b : 0n), String(a < b)];
}

describe("money in Lua", () => {
  const rows: [bigint, bigint][] = [
    [0n, 0n],
    [1n, 0n],
    [0n, 1n],
    [10n ** 15n - 1n, 1n],
    [10n ** 15n, 1n],
    [10n ** 30n - 1n, 1n],
    [10n ** 30n, 1n],
    [10n ** 30n, 10n ** 15n],
    [2n ** 53n, 1n],
    [2n ** 53n + 1n, 2n ** 53n],
    [10n ** 40n - 1n, 10n ** 40n - 1n],
    [10n ** 45n - 2n, 1n],
  ];
  test.each(rows)("%d and %d", async (a, b) => {
    for (const pair of [
      [a, b],
      [b, a],
    ] as const) {
      expect(await evaluate(EACH_PAIR, pair.map(String))).toEqual(expected(pair));
    }
  });

  test("is exact up to 44 digits, also around carries and borrows", async () => {
    const near = fc
      .tuple(fc.nat(44), fc.bigInt({ min: -3n, max: 3n }))
      .map(([digits, off]) => (10n ** BigInt(digits) + off > 0n ? 10n ** BigInt(digits) + off : 0n));
    const amount = fc.oneof(fc.bigInt({ min: 0n, max: 10n ** 44n }), near, fc.bigInt({ min: 0n, max: 10n ** 16n }));
    const pairs = fc.array(fc.tuple(amount, amount), { minLength: 50, maxLength: 100 });
    const property = fc.asyncProperty(pairs, async (some) => {
      expect(await evaluate(EACH_PAIR, some.flat().map(String))).toEqual(some.flatMap(expected));
    });
    await fc.assert(property, { numRuns: 50 });
  });

  test("a sum of more than 45 digits is an error", async () => {
    await expect(evaluate(EACH_PAIR, [String(10n ** 45n - 1n), "1"])).rejects.toThrow(/^OVERFLOW /);
    await expect(evaluate(EACH_PAIR, [String(10n ** 45n), "1"])).rejects.toThrow(/^OVERFLOW /);
  });
});

test("SHA-256 in Lua is that of the ledger", async () => {
  const hashes = `${SHA256} local answers = {} for i = 1, #ARGV do answers[i] = sha256(ARGV[i]) end return answers`;
  const lengths = [0, 1, 54, 55, 56, 63, 64, 65, 119, 120, 127, 128].map((length) => "x".repeat(length));
  expect(await evaluate(hashes, lengths)).toEqual(lengths.map(sha256Hex));
  const texts = fc.array(fc.string({ unit: "grapheme", maxLength: 300 }), { minLength: 1, maxLength: 20 });
  const property = fc.asyncProperty(texts, async (some) => {
    expect(await evaluate(hashes, some)).toEqual(some.map(sha256Hex));
  });
  await fc.assert(property, { numRuns: 20 });
});
