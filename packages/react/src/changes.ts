import {
  type Availability,
  type Booking,
  type BookingCancel,
  type BookingCreate,
  type BookingReschedule,
  isApiError,
  type WaitlistEntry,
  type WaitlistJoin,
} from '@astrocal/sdk';
import type { Query } from './cache/query.ts';
import type { Scope } from './provider.tsx';
import { withoutSlot } from './stale-slots.ts';

/** A booking or waitlist entry to change, and the right to: its own token, unless the client has a key. */
export interface BookingAccess {
  readonly id: string;
  readonly token: string | undefined;
}

const isAvailability = ({ about }: Query<unknown>) => about === 'availability';
const isBooking = (bookingId: string) => (query: Query<unknown>) =>
  query.about === 'booking' && query.id === bookingId;

/**
 * Books. Twice the same while the first is on its way is one request. Slots are asked for again when it is booked, and
 * when the time turns out to be taken, which drops the slot at once.
 */
export function createBooking(scope: Scope, body: BookingCreate): Promise<Booking> {
  const { client, cache, submissions } = scope;
  return submissions.submit(body, async (idempotencyKey) => {
    try {
      const booking = await client.bookings.create(body, { idempotencyKey });
      cache.invalidate(isAvailability);
      return booking;
    } catch (error) {
      dropRefused(scope, error, body.start_time);
      throw error;
    }
  });
}

/** Moves a booking; what is cached of it and of slots follows. */
export function rescheduleBooking(
  scope: Scope,
  { id, token }: BookingAccess,
  body: BookingReschedule,
): Promise<Booking> {
  const { client, submissions } = scope;
  return submissions.share(['reschedule', id, token, body], async () => {
    try {
      const booking = await client.bookings.reschedule(id, body, { token });
      showChanged(scope, booking);
      return booking;
    } catch (error) {
      dropRefused(scope, error, body.new_start_time);
      if (isApiError(error, 'booking_cancelled')) scope.cache.invalidate(isBooking(id));
      throw error;
    }
  });
}

/** Cancels a booking, which is harmless when it is cancelled already; what is cached of it and of slots follows. */
export function cancelBooking(
  scope: Scope,
  { id, token }: BookingAccess,
  body: BookingCancel = {},
): Promise<Booking> {
  const { client, submissions } = scope;
  return submissions.share(['cancel', id, token, body], async () => {
    const booking = await client.bookings.cancel(id, body, { token });
    showChanged(scope, booking);
    return booking;
  });
}

/**
 * Puts somebody in line. Twice the same while the first is on its way is one request. Slots are asked for again: the
 * places in line are others now, and where there is nothing to wait for, what was shown is old.
 */
export const joinWaitlist = (
  { client, cache, submissions }: Scope,
  body: WaitlistJoin,
): Promise<WaitlistEntry> =>
  submissions.submit(['join', body], (idempotencyKey) =>
    client.waitlist.join(body, { idempotencyKey }).finally(() => cache.invalidate(isAvailability)),
  );

/** Takes somebody out of line, which is harmless when they have left already. Waiting again is another place. */
export const leaveWaitlist = (scope: Scope, { id, token }: BookingAccess): Promise<WaitlistEntry> =>
  scope.submissions.share(['leave', id, token], () =>
    scope.client.waitlist.cancel(id, { token }).finally(() => refreshSlots(scope)),
  );

/** Asks for slots again after something else was booked or moved. */
export function refreshSlots({ cache, submissions }: Scope): void {
  submissions.forget();
  cache.invalidate(isAvailability);
}

function showChanged({ cache, submissions }: Scope, booking: Booking): void {
  // Its time may be booked again with the same words, and that is another booking.
  submissions.forget();
  cache.update<Booking>(isBooking(booking.id), (known) => ({ ...known, ...booking }));
  cache.invalidate((query) => isAvailability(query) || isBooking(booking.id)(query));
}

/** After a refusal, what was shown is old: a taken slot goes at once, and all slots are asked for again. */
function dropRefused({ cache }: Scope, error: unknown, startTime: string): void {
  if (isApiError(error, 'slot_unavailable'))
    cache.update<Availability>(isAvailability, (known) => withoutSlot(known, startTime));
  else if (!isApiError(error, 'booking_cap_reached')) return;
  cache.invalidate(isAvailability);
}
