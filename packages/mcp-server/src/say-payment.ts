import type { Zone } from '@astrocal/scheduling';
import type { Booking } from '@astrocal/sdk';
import { sayTime } from './local-time.ts';
import { sayPrice } from './say-price.ts';

/** What an unpaid booking still needs; empty for others. */
export function sayPayment({ status, payment }: Booking, zone: Zone): string {
  if (status !== 'pending_payment' || !payment) return '';
  const price = sayPrice(payment.amount, payment.currency);
  return ` It is not confirmed before ${price} is paid, until ${sayTime(zone, Date.parse(payment.expires_at))}: tell the person.`;
}
