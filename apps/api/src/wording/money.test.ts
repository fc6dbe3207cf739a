import { expect, test } from 'vitest';
import { majorUnits, priceText } from './money.ts';

test.each([
  [12_500, 'eur', '€125.00', 125],
  [999, 'usd', '$9.99', 9.99],
  [500, 'jpy', '¥500', 500],
  [1_500, 'kwd', 'KWD 1.500', 1.5],
  [250_000, 'huf', 'HUF 2,500.00', 2500],
  [500, 'isk', 'ISK 5.00', 5],
])('%i of %s is %s', (amount, currency, text, units) => {
  expect(priceText(amount, currency).replaceAll('\u00a0', ' ')).toBe(text);
  expect(majorUnits(amount, currency)).toBe(units);
});
