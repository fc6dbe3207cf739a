import { expect, it } from 'vitest';
import { currencies } from '../../contract/src/index.ts';
import { createWriter, decimalsOf } from './index.ts';

it("are those of the contract's table, for every currency", () => {
  for (const [code, { decimals }] of currencies) expect(decimalsOf(code), code).toBe(decimals);
  expect(['JPY', 'kwd', 'zzz', ''].map(decimalsOf)).toEqual([0, 3, 2, 2]);
});

it('what is shown is what is charged, in every currency and language', () => {
  const amount = 25_000_000;
  for (const [code, { decimals }] of currencies) {
    for (const language of ['en', 'de', 'fr', 'pl', 'ja']) {
      const shown = createWriter(language).price(amount, code, decimals);
      expect(shown.replaceAll(/\D/g, ''), `${code}: ${shown}`).toBe(String(amount));
      const afterPoint = /[.,](\d+)\D*$/.exec(shown)?.[1] ?? '';
      // Without decimals the last group of thousands is what follows a separator.
      expect(decimals === 0 ? 0 : afterPoint.length, `${code}: ${shown}`).toBe(decimals);
    }
  }
});
