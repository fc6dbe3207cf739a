import { expect, test } from 'vitest';
import { sayPrice } from './say-price.ts';

test.each([
  [2500, 'usd', '25.00 USD'],
  [105, 'EUR', '1.05 EUR'],
  [2500, 'jpy', '2500 JPY'],
  [2500, 'kwd', '2.500 KWD'],
  [100, 'zzz', '1.00 ZZZ'],
])('%i of %s is %s', (amount, currency, said) => {
  expect(sayPrice(amount, currency)).toBe(said);
});
