import { decimalsOf } from '@astrocal/contract';
import { createWriter } from '@astrocal/look';

const english = createWriter('en');

/** A price as people read it. `amount` counts the smallest unit of the currency, as it is charged. */
export const priceText = (amount: number, currency: string): string =>
  english.price(amount, currency, decimalsOf(currency));

/** The amount in whole units: 2500 of `eur` is 25. */
export const majorUnits = (amount: number, currency: string): number => amount / 10 ** decimalsOf(currency);
