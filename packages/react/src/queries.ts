import type { Astrocal, Availability, Booking, PublicEventType } from '@astrocal/sdk';
import type { Query } from './cache/query.ts';
import type { LocalDate } from './headless/dates.ts';

/** A booking to move, and its own token where the provider has no key. */
export interface RescheduleTarget {
  readonly bookingId: string;
  readonly token?: string | undefined;
}

/** Who shall hold a meeting; a booking that moves has its own hosts. */
export interface WantedHost {
  /** A member. Unless told, whose turn it is. */
  readonly hostId?: string | undefined;
  /** What whoever holds it shall have, such as `{ language: 'es' }`. */
  readonly hostAttributes?: Readonly<Record<string, string>> | undefined;
}

/** A stretch of dates in a zone, both ends included, of one event type and one length. */
export interface AvailabilityRange {
  readonly eventTypeId: string;
  readonly start: LocalDate;
  readonly end: LocalDate;
  readonly timezone: string;
  readonly duration: number | undefined;
  readonly host_id: string | undefined;
  readonly host_attributes: Readonly<Record<string, string>> | undefined;
  /** A booking: the times that it can be moved to. Its length is its own. */
  readonly booking_id: string | undefined;
  readonly token: string | undefined;
}

export const eventTypeQuery = (client: Astrocal, id: string): Query<PublicEventType> => ({
  key: keyOf('event-type', id),
  about: 'event-type',
  id,
  fetch: (signal) => client.eventTypes.getPublic(id, { signal }),
});

export const availabilityQuery = (
  client: Astrocal,
  { eventTypeId, ...range }: AvailabilityRange,
): Query<Availability> => ({
  key: keyOf('availability', eventTypeId, ...Object.values(range)),
  about: 'availability',
  id: eventTypeId,
  fetch: (signal) => client.availability.list({ event_type_id: eventTypeId, ...range }, { signal }),
});

export const bookingQuery = (client: Astrocal, id: string, token: string | undefined): Query<Booking> => ({
  key: keyOf('booking', id, token),
  about: 'booking',
  id,
  fetch: (signal) => client.bookings.get(id, { signal, token }),
});

const keyOf = (...parts: readonly unknown[]) => JSON.stringify(parts.map((part) => part ?? null));
