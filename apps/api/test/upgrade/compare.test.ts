import { expect, test } from 'vitest';
import { findLosses } from './compare.ts';

test('what is there again, with more beside it, has lost nothing', () => {
  expect(findLosses({ a: [1, { b: null }] }, { a: [1, { b: null, c: 2 }], d: 3 })).toEqual([]);
});

test.each([
  ['a field that is gone', { a: 1 }, {}, ['.a: undefined and not 1']],
  ['a value of another kind', { a: 1 }, { a: '1' }, ['.a: "1" and not 1']],
  ['null for nothing', { a: null }, {}, ['.a: undefined and not null']],
  ['a list that has grown', [1], [1, 2], [': a list of 2 and not a list of 1']],
  ['another order', [1, 2], [2, 1], ['[0]: 2 and not 1', '[1]: 1 and not 2']],
  ['an object that is none', { a: {} }, { a: 'x' }, ['.a: "x" and not an object']],
  [
    'what callers gave, with more',
    { metadata: { a: 1 } },
    { metadata: { a: 1, b: 2 } },
    ['.metadata.b was added'],
  ],
])('%s', (_, recorded, found, losses) => expect(findLosses(recorded, found)).toEqual(losses));
