import { createWriter, decimalsOf, plain } from '@astrocal/look';

const english = createWriter('en');

/** `$25.00` of 2500 and `usd`, `¥2,500` of 2500 and `jpy`: the smallest unit differs from currency to currency. */
export const sayPrice = (amount: number, currency: string): string =>
  plain(english.price(amount, currency, decimalsOf(currency)));
