import { decimalsOf, longest } from '@astrocal/contract';
import { createWriter } from '@astrocal/look';
import type { Phase } from '../bookings/index.ts';
import type { Offer } from './store.ts';

/** Whether there is still something to move or to cancel. */
export const canChange = (phase: Phase): boolean => phase === 'ahead' || phase === 'unpaid';

/** Whether people may book it now. What has a price is not theirs to book while nothing can be paid here. */
export const isOffered = ({
  isActive,
  isDeleted,
  priceAmount,
}: Pick<Offer, 'isActive' | 'isDeleted' | 'priceAmount'>): boolean =>
  isActive && !isDeleted && priceAmount === null;

/** Whether what was booked can still be moved: also where nobody may book any more (docs/bookings.md, Move). */
export const canMove = ({ isDeleted }: Pick<Offer, 'isDeleted'>): boolean => !isDeleted;

const slugShape = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** Whether a text can be a slug: anything else names nothing, and is not asked for. */
export const isSlug = (text: string): boolean => text.length <= longest.slug && slugShape.test(text);

const english = createWriter('en');

/** A price as people read it. `amount` counts the smallest unit of the currency, as it is charged. */
export const priceText = (amount: number, currency: string): string =>
  english.price(amount, currency, decimalsOf(currency));

/** The amount in whole units: 2500 of `eur` is 25. */
export const majorUnits = (amount: number, currency: string): number => amount / 10 ** decimalsOf(currency);
