import type { Availability } from '../api/wire.ts';
import { localTime } from './zone.ts';

/** A time on a day: free, or full and to be waited for. */
export interface TimeOffer {
  readonly kind: 'free' | 'full';
  readonly startTime: string;
  readonly endTime: string;
  /** Groups: the places left, and all of them. */
  readonly spotsRemaining?: number;
  readonly totalCapacity?: number;
  /** Full ones: the place in line of who joins now. */
  readonly position?: number;
}

export type Days = Readonly<Record<string, readonly TimeOffer[]>>;

/** The offers of an answer by the date on which they start for the visitor, in the order of time. */
export function daysOf(availability: Availability, zone: string): Days {
  const offers = [
    ...availability.slots.map(
      (slot): TimeOffer => ({
        kind: 'free',
        startTime: slot.start_time,
        endTime: slot.end_time,
        ...(slot.spots_remaining !== undefined && { spotsRemaining: slot.spots_remaining }),
        ...(slot.total_capacity !== undefined && { totalCapacity: slot.total_capacity }),
      }),
    ),
    ...(availability.full_slots ?? []).map(
      (slot): TimeOffer => ({
        kind: 'full',
        startTime: slot.start_time,
        endTime: slot.end_time,
        position: slot.waitlist_position,
      }),
    ),
  ].sort((one, other) => Date.parse(one.startTime) - Date.parse(other.startTime));
  const days: Record<string, TimeOffer[]> = {};
  for (const offer of offers) {
    const { date } = localTime(Date.parse(offer.startTime), zone);
    days[date] ??= [];
    days[date].push(offer);
  }
  return days;
}

export const hasFree = (offers: readonly TimeOffer[] | undefined): boolean =>
  offers?.some(({ kind }) => kind === 'free') ?? false;
