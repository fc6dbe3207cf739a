import { expect, test } from 'vitest';
import { together } from './together.ts';

/** Work that is done when it is told to be; `lots` has what it was given. */
function heldWork() {
  const lots: string[][] = [];
  const ends: (() => void)[] = [];
  const work = async (items: readonly string[]) => {
    lots.push([...items]);
    await new Promise<void>((resolve) => ends.push(resolve));
    return items.map((item) => item.toUpperCase());
  };
  return { lots, work, end: () => ends.shift()?.() };
}

test('those of one turn are done together, and those that come meanwhile after them', async () => {
  const { lots, work, end } = heldWork();
  const ask = together(work, { max: 10 });
  const first = [ask('a'), ask('b')];
  await expect.poll(() => lots).toEqual([['a', 'b']]);
  const second = [ask('c'), ask('d'), ask('e')];
  end();
  expect(await Promise.all(first)).toEqual(['A', 'B']);
  await expect
    .poll(() => lots)
    .toEqual([
      ['a', 'b'],
      ['c', 'd', 'e'],
    ]);
  end();
  expect(await Promise.all(second)).toEqual(['C', 'D', 'E']);
  const third = ask('f');
  await expect.poll(() => lots.length).toBe(3);
  end();
  expect(await third).toBe('F');
});

test('never more than the most that may be done at once', async () => {
  const { lots, work, end } = heldWork();
  const ask = together(work, { max: 2 });
  const asked = ['a', 'b', 'c', 'd', 'e'].map(ask);
  for (let lot = 1; lot <= 3; lot++) {
    await expect.poll(() => lots.length).toBe(lot);
    end();
  }
  expect(await Promise.all(asked)).toEqual(['A', 'B', 'C', 'D', 'E']);
  expect(lots).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
});

test('one that cannot be done fails no other', async () => {
  const lots: number[][] = [];
  const half = together(
    async (numbers: readonly number[]) => {
      lots.push([...numbers]);
      return numbers.map((number) => {
        if (number % 2 === 1) throw new Error(`${number} is odd`);
        return number / 2;
      });
    },
    { max: 10 },
  );
  const answers = await Promise.allSettled([2, 3, 4].map(half));
  expect(answers).toEqual([
    { status: 'fulfilled', value: 1 },
    { status: 'rejected', reason: new Error('3 is odd') },
    { status: 'fulfilled', value: 2 },
  ]);
  expect(lots).toEqual([[2, 3, 4], [2], [3], [4]]);
  expect(await half(10)).toBe(5); // it goes on
});

test('those that rest are done with those that came while they did', async () => {
  const { lots, work, end } = heldWork();
  const ask = together(work, { max: 10, restMs: 50 });
  const first = ask('a');
  await expect.poll(() => lots.length).toBe(1);
  const second = ask('b');
  end();
  await first;
  const third = ask('c');
  await expect.poll(() => lots).toEqual([['a'], ['b', 'c']]);
  end();
  expect(await Promise.all([second, third])).toEqual(['B', 'C']);
});
