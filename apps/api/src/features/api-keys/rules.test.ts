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
  const caller = (kind: 'key' | 'member', isTest: boolean) => ({ kind, isTest });
  expect(mayCreateKey(caller('key', true), 'live')).toBe(false);
  for (const isTest of [true, false]) {
    expect(mayCreateKey(caller('key', isTest), 'test')).toBe(true);
    expect(mayCreateKey(caller('member', isTest), 'test')).toBe(true);
    expect(mayCreateKey(caller('member', isTest), 'live')).toBe(true);
  }
  expect(mayCreateKey(caller('key', false), 'live')).toBe(true);
});
