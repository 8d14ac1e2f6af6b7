import type { Answer, Commit, Step } from "@spendrail/ledger";
import { expect, test } from "vitest";
import { StepQueue } from "../src/step-queue.js";

/** A step over accounts, told by its instant. */
function step(atMs: number, ...accounts: string[]): Step {
  const nothing = { expect: [], releases: [], adds: [], fills: [], puts: [], records: [] };
  return { ...nothing, instant: { atMs, accounts }, moves: accounts, advances: true };
}

/** A queue whose calls are seen, and are answered when the test says so. */
function observed() {
  const calls: { readonly steps: readonly number[]; answer(): void }[] = [];
  const queue = new StepQueue(
    (steps) =>
      new Promise((resolve) => {
        const answers = steps.map(
          ({ instant: { atMs } }): Answer<Commit> => ({ ok: true, value: { applied: true, atMs } }),
        );
        calls.push({ steps: steps.map(({ instant }) => instant.atMs), answer: () => resolve(answers) });
      }),
  );
  const turn = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
  const sent = () => calls.map(({ steps }) => steps);
  return { queue, calls, turn, sent };
}

test("steps of one account that come during a call go together in the next", async () => {
  const { queue, calls, turn, sent } = observed();
  const first = queue.add(step(1, "a"));
  await turn();
  const others = [queue.add(step(2, "a")), queue.add(step(3, "a"))];
  await turn();
  expect(sent()).toEqual([[1]]);
  calls[0]?.answer();
  expect(await first).toEqual({ ok: true, value: { applied: true, atMs: 1 } });
  await turn();
  expect(sent()).toEqual([[1], [2, 3]]);
  calls[1]?.answer();
  expect(await Promise.all(others)).toMatchObject([{ value: { atMs: 2 } }, { value: { atMs: 3 } }]);
});

test("steps of other accounts pass those that wait; a step over both holds later ones up", async () => {
  const { queue, calls, turn, sent } = observed();
  void queue.add(step(1, "a"));
  await turn();
  for (const one of [step(2, "a", "b"), step(3, "b"), step(4, "c")]) void queue.add(one);
  await turn();
  expect(sent()).toEqual([[1], [4]]);
  calls[0]?.answer();
  await turn();
  expect(sent()).toEqual([[1], [4], [2, 3]]);
});

test("accounts that a step has in common go in one call, and what has none in calls of their own", async () => {
  const { queue, turn, sent } = observed();
  for (const one of [step(1, "a"), step(2, "b"), step(3, "c"), step(4, "a", "b")]) void queue.add(one);
  await turn();
  expect(sent()).toEqual([[3], [1, 2, 4]]);
});

test("of one account no more than 64 steps go in a call", async () => {
  const { queue, calls, turn, sent } = observed();
  for (let n = 1; n <= 65; n += 1) void queue.add(step(n, "a"));
  await turn();
  expect(sent().map((steps) => steps.length)).toEqual([64]);
  calls[0]?.answer();
  await turn();
  expect(sent()[1]).toEqual([65]);
});

test("more accounts than calls at a time share calls; those that come when all are taken wait for the next", async () => {
  const { queue, calls, turn, sent } = observed();
  for (let n = 1; n <= 20; n += 1) void queue.add(step(n, `account ${n}`));
  await turn();
  expect(sent()).toHaveLength(8);
  expect(
    sent()
      .flat()
      .sort((a, b) => a - b),
  ).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
  void queue.add(step(21, "late"));
  void queue.add(step(22, "later"));
  await turn();
  expect(sent()).toHaveLength(8);
  calls[0]?.answer();
  await turn();
  expect(sent()[8]).toEqual([21, 22]);
});
