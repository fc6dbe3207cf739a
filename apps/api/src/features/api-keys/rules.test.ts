import { expect, test } from 'vitest';
import { formatKey, keyPrefixOf, looksLikeKey, mayCreateKey } from './rules.ts';

const secret = 'A-z_9'.repeat(8);

test('a key names its mode and shows four characters of its secret', () => {
  expect(formatKey('live', secret)).toBe(`ac_live_${secret}`);
  expect(keyPrefixOf(formatKey('test', secret))).toBe('ac_test_A-z_');
});

test.each([
  [`ac_live_${secret}`, true],
  [`ac_test_${'x'.repeat(32)}`, true],
  [`ac_test_${'x'.repeat(31)}`, false],
  [`ac_test_${'x'.repeat(129)}`, false],
  [`ac_prod_${secret}`, false],
  [`AC_live_${secret}`, false],
  [`ac_live_${secret}!`, false],
  [`ac_live_${secret}\n`, false],
  ['', false],
])('%j could be a key: %s', (text, expected) => {
  expect(looksLikeKey(text)).toBe(expected);
});

test('only from test to live is a key not made', () => {
  expect(mayCreateKey(true, 'live')).toBe(false);
  expect([mayCreateKey(true, 'test'), mayCreateKey(false, 'test'), mayCreateKey(false, 'live')]).toEqual(
    Array(3).fill(true),
  );
});
