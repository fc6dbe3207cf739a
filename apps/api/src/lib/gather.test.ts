import { expect, test } from 'vitest';
import { gather } from './gather.ts';

const [one, other] = [{}, {}];
const noting = (seen: unknown[]) =>
  gather(async (key: object, items: readonly string[]) => {
    seen.push([key === one ? 'one' : 'other', ...items]);
    if (items.includes('wrong')) throw new Error('This is wrong.');
    return items.length;
  });

test('what comes in one turn for one key is worked on at once, and what comes later by itself', async () => {
  const seen: unknown[] = [];
  const work = noting(seen);
  const answers = [work(one, ['a']), work(other, ['b']), work(one, ['c', 'd'])];
  expect(await Promise.all(answers)).toEqual([3, 1, 3]);
  expect(await work(one, ['e'])).toBe(1);
  expect(seen).toEqual([
    ['one', 'a', 'c', 'd'],
    ['other', 'b'],
    ['one', 'e'],
  ]);
});

test('what fails fails for all who came together', async () => {
  const work = noting([]);
  const answers = await Promise.allSettled([work(one, ['a']), work(one, ['wrong']), work(other, ['b'])]);
  expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled']);
});
