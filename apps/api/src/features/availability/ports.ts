import type { Deps } from '../../deps.ts';
import { definePort } from '../../lib/port.ts';
import type { Caller } from '../../lib/principal.ts';
import type { AvailabilityQuery } from './read-availability.ts';

/** Answers a query that names a booking: the times to which it can be moved, as JSON text. */
export const movesOfBooking = definePort<
  (deps: Deps, principal: Caller, query: AvailabilityQuery, bookingId: string) => Promise<string>
>('availability.moves-of-booking');
