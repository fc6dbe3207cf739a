import type { operations } from '@astrocal/contract';
import type { Static } from 'typebox';
import { instantOf } from '../../lib/instants.ts';
import type { BookingFilter } from './store-lists.ts';

/** Before every booking: years that a request can name and a database cannot are no different. */
const dawn = Date.UTC(1970, 0, 1);

type Query = Omit<Static<(typeof operations)['listBookings']['query']>, 'starting_after' | 'limit'>;

/** The filter of a list query, of a member's own or of all; `confirmed` includes `rescheduled` (docs/bookings.md, Find). */
export const parseFilter = (query: Query, ofMemberId: string | null = null): BookingFilter => ({
  ofMemberId,
  statuses:
    query.status === undefined
      ? null
      : query.status === 'confirmed'
        ? ['confirmed', 'rescheduled']
        : [query.status],
  eventTypeId: query.event_type_id ?? null,
  hostId: query.assigned_host_id ?? null,
  externalId: query.external_id ?? null,
  inviteeEmail: query.invitee_email ?? null,
  startAfter: toDate(query.start_after),
  startBefore: toDate(query.start_before),
  metadata: query.metadata ?? {},
});

const toDate = (text: string | undefined): Date | null =>
  text === undefined ? null : new Date(Math.max(instantOf(text), dawn));
