import { expect, test } from 'vitest';
import { plain, quoted, repeated, withoutKeys } from './safe-text.ts';

test.each([
  ['Alex\r\n\tJohnson ', 'Alex Johnson'],
  ['a\u0000b\u001b[31mc', 'a b [31mc'],
  ['abc\u202edef\u2066ghi\u200b', 'abc def ghi'],
  ['tag\u{e0041}\u{e0042}s', 'tag s'],
  ['\ud800broken', '\ufffdbroken'],
  ['می\u200cخواهم', 'می\u200cخواهم'],
  ['👩\u200d💻', '👩\u200d💻'],
])('%j is shown as %j', (text, shown) => {
  expect(plain(text)).toBe(shown);
});

test('long texts are cut by characters, not in the middle of one', () => {
  expect(plain('👍'.repeat(10), 5)).toBe('👍👍👍👍…');
  expect(plain('12345', 5)).toBe('12345');
});

test('quotes within are marked, so that the text cannot end early', () => {
  expect(quoted('a" and \\ b')).toBe('"a\\" and \\\\ b"');
});

test('keys are cut wherever they stand, other values stay', () => {
  const key = 'ac_live_0123456789abcdefghijABCDEFGHIJ-_xyz';
  expect(withoutKeys({ a: [`<${key}>`], b: 1, c: null, d: 'ac_test_ key' })).toEqual({
    a: ['<ac_live_…>'],
    b: 1,
    c: null,
    d: 'ac_test_ key',
  });
});

test('what a caller gave is repeated, but not at length', () => {
  expect([repeated('soon'), repeated(5), repeated({ a: 1 }), repeated(undefined)]).toEqual([
    '"soon"',
    '5',
    'an object',
    'nothing',
  ]);
  let nested: unknown = [];
  for (let depth = 0; depth < 100_000; depth++) nested = [nested];
  expect(repeated(nested)).toBe('a list');
  expect(repeated('x'.repeat(5000)).length).toBeLessThan(70);
});
