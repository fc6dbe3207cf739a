import { expect, test } from 'vitest';
import { seededIntegers } from '../../../../../packages/scheduling/test/random.ts';
import { ceilingSpanMs, findTurn, findTurns } from './rules-ceiling.ts';

const hour = ceilingSpanMs;
const newestFirst = (turns: readonly number[]) => turns.toSorted((one, other) => other - one);

test('goes at once while the hour has room, and an hour after the one that it follows when it has none', () => {
  const turns = [30, 20, 10];
  expect(findTurn([], { now: 40, ceiling: 3 })).toBe(40);
  expect(findTurn(turns, { now: 40, ceiling: 4 })).toBe(40);
  expect(findTurn(turns, { now: 40, ceiling: 3 })).toBe(10 + hour);
  expect(findTurn(turns, { now: 10 + hour, ceiling: 3 })).toBe(10 + hour);
  expect(findTurn([10 + hour, ...turns], { now: 40, ceiling: 3 })).toBe(20 + hour);
});

test('those that ask together each count for the next, of their address only', () => {
  const turnsOf = new Map([['a', [20, 10]]]);
  const turns = findTurns(['a', 'b', 'a', 'a'], { turnsOf, now: 40, ceiling: 3 });
  expect(turns).toEqual([40, 40, 10 + hour, 20 + hour]);
});

test('of any hour no more are handed over than allowed, and all are in the end, however late each is looked at', () => {
  for (let seed = 1; seed <= 40; seed++) {
    const choose = seededIntegers(seed);
    const ceiling = 1 + choose(5);
    /** By mail: its turn, and whether it was handed over then. */
    const mails: { turn: number | null; isGone: boolean }[] = [];
    const gone: number[] = [];
    let now = hour;
    for (let step = 0; gone.length < 60; step++) {
      expect(step).toBeLessThan(5_000);
      now += choose(hour / (1 + choose(30)));
      if (mails.length < 60)
        mails.push(...Array.from({ length: choose(4) }, () => ({ turn: null, isGone: false })));
      const due = mails.find(({ turn, isGone }) => !isGone && (turn ?? 0) <= now);
      if (!due) continue;
      const others = mails.filter((each) => each !== due).flatMap(({ turn }) => turn ?? []);
      due.turn = findTurn(newestFirst(others), { now, ceiling });
      due.isGone = due.turn <= now;
      if (due.isGone) gone.push(now);
    }
    for (const [index, at] of gone.entries())
      if (index >= ceiling) expect(at - (gone[index - ceiling] as number)).toBeGreaterThanOrEqual(hour);
  }
});
