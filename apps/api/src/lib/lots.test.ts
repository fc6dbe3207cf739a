import { expect, test } from 'vitest';
import { lotSize, lotsOf } from './lots.ts';

test.each([
  [0, []],
  [1, [1]],
  [lotSize, [lotSize]],
  [lotSize + 1, [lotSize, 1]],
  [11_000, Array.from({ length: 22 }, () => lotSize)],
])('%i items are lots of %j', (count, sizes) => {
  const items = Array.from({ length: count }, (_, index) => index);
  const lots = lotsOf(items);
  expect(lots.map(({ length }) => length)).toEqual(sizes);
  expect(lots.flat()).toEqual(items);
});

test('lots are as small as they are asked to be', () => {
  expect(lotsOf(['a', 'b', 'c'], 2)).toEqual([['a', 'b'], ['c']]);
});
