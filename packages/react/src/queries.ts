import type { Astrocal, Availability, Booking, PublicEventType } from '@astrocal/sdk';
import type { Query } from './cache/query.ts';
import type { LocalDate } from './headless/dates.ts';

/** A stretch of dates in a zone, both ends included, of one event type and one length. */
export interface AvailabilityRange {
  readonly eventTypeId: string;
  readonly start: LocalDate;
  readonly end: LocalDate;
  readonly timezone: string;
  readonly duration: number | undefined;
}

export const eventTypeQuery = (client: Astrocal, id: string): Query<PublicEventType> => ({
  key: keyOf('event-type', id),
  about: 'event-type',
  id,
  fetch: (signal) => client.eventTypes.getPublic(id, { signal }),
});

export const availabilityQuery = (client: Astrocal, range: AvailabilityRange): Query<Availability> => {
  const { eventTypeId, start, end, timezone, duration } = range;
  return {
    key: keyOf('availability', eventTypeId, start, end, timezone, duration),
    about: 'availability',
    id: eventTypeId,
    fetch: (signal) =>
      client.availability.list({ event_type_id: eventTypeId, start, end, timezone, duration }, { signal }),
  };
};

export const bookingQuery = (client: Astrocal, id: string, token: string | undefined): Query<Booking> => ({
  key: keyOf('booking', id, token),
  about: 'booking',
  id,
  fetch: (signal) => client.bookings.get(id, { signal, token }),
});

const keyOf = (...parts: readonly (string | number | undefined)[]) =>
  JSON.stringify(parts.map((part) => part ?? null));
