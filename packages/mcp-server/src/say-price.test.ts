import { expect, test } from 'vitest';
import { sayPrice } from './say-price.ts';

test.each([
  [2500, 'usd', '$25.00'],
  [105, 'EUR', '€1.05'],
  [2500, 'jpy', '¥2,500'],
  [2500, 'kwd', 'KWD 2.500'],
  [250_000, 'huf', 'HUF 2,500.00'],
  [100, 'zzz', 'ZZZ 1.00'],
])('%i of %s is %s', (amount, currency, said) => {
  expect(sayPrice(amount, currency)).toBe(said);
});
