import { expect, it } from 'vitest';
import { currencies, decimalsOf } from './currencies.ts';

it('are well over a hundred, each once, as Intl knows them', () => {
  expect(currencies.size).toBe(138);
  const known = Intl.supportedValuesOf('currency');
  const unknown = [...currencies.keys()].filter((code) => !known.includes(code.toUpperCase()));
  expect(unknown).toEqual(['std']); // the dobra by its older code, as Stripe has it
});

it.each([
  ['usd', 2, 1, 50],
  ['jpy', 0, 1, 50],
  ['huf', 2, 1, 17_500],
  ['twd', 2, 1, null],
  ['cop', 2, 1, 50],
  ['idr', 2, 1, 50],
  ['isk', 2, 100, null],
  ['ugx', 2, 100, null],
  ['kwd', 3, 10, null],
  ['xof', 0, 1, null],
])('%s has %i decimals, is charged in steps of %i and from %s on', (code, decimals, step, minimum) => {
  expect(currencies.get(code)).toEqual({ decimals, step, minimum });
});

it('has other decimals than Intl for those by which a price would be shown a hundredfold', () => {
  const digits = (currency: string) =>
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits;
  const different = [...currencies].filter(([code, { decimals }]) => digits(code) !== decimals);
  for (const code of ['huf', 'isk', 'cop', 'idr', 'ugx', 'pkr'])
    expect(different.map(([name]) => name)).toContain(code);
});

it('every least amount is one of its steps', () => {
  for (const { step, minimum } of currencies.values()) expect((minimum ?? 0) % step).toBe(0);
});

it('takes two decimals for what is in no list', () => {
  expect(['EUR', 'JPY', 'zzz'].map(decimalsOf)).toEqual([2, 0, 2]);
});
