import type { Zone } from '@astrocal/scheduling';
import type { ApiError, Availability } from '@astrocal/sdk';
import { sayTime } from './local-time.ts';

/**
 * What a reached booking cap means. It limits the bookings that are received, whenever their meetings are, so no other
 * date helps; `resetsAt` is null where the cap is on the total, and undefined where the server does not say.
 */
export function sayCap(resetsAt: string | null | undefined, zone: Zone): string {
  if (resetsAt === null) return 'It is sold out: no date will help.';
  const reached = 'The limit of bookings for this period is reached, so no date will help.';
  return resetsAt === undefined
    ? reached
    : `${reached} Try again after ${sayTime(zone, Date.parse(resetsAt))} (${resetsAt}).`;
}

/** When bookings are taken again, as `sayCap` takes it. */
type ResetsAt = string | null | undefined;

/** A reached cap, as availability tells it; null where there is none. */
export const capOf = (found: Availability): { readonly resetsAt: ResetsAt } | null =>
  found.capped ? { resetsAt: found.cap_resets_at } : null;

/** The same of a refusal. */
export const resetsAtOf = ({ details }: ApiError): ResetsAt => details?.resets_at;
