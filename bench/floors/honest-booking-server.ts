import { messageExampleOf } from '@astrocal/contract';
import pg from 'pg';
import { newId, newInternalId } from '../../apps/api/src/lib/ids.ts';
import { slotMs } from '../scenario.ts';
import { answerPosts } from './answer-posts.ts';
import type { Bookable } from './bookable.ts';

// The honest floor of POST /v1/bookings: node:http that writes the rows of a booking, its allocation and its two facts
// in the log, into the product's own tables with all their constraints and indexes, by one prepared statement. No key,
// no validation, no lock, no look at what is free, no decision: what is left when the booking must be in the tables, and
// nothing has to be right.
const bookables: readonly Bookable[] = JSON.parse(process.env.BOOKABLES as string);
const byEventType = new Map(bookables.map((each) => [each.eventTypeId, each]));
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL as string, max: 20 });

const text = `
  with allocation as (
    insert into allocations (organization_id, id, subject_id, host_id, is_test, kind, event_type_id, slot_start,
      slot_end, reserved, capacity, spots_taken, created_at)
    values ($1, $4, $3, $3, false, 'booking', $2, $6::timestamptz, $7::timestamptz,
      tstzrange($6::timestamptz, $7::timestamptz), 1, 1, $8)
  ), booking as (
    insert into bookings (organization_id, id, is_test, event_type_id, host_id, allocation_id, status, start_at, end_at,
      invitee_name, invitee_email, invitee_timezone, attendees, attendee_count, metadata, cancel_token_sealed, revision,
      created_at, updated_at)
    values ($1, $5, false, $2, $3, $4, 'confirmed', $6, $7, $9, $10, $11, $12, 1, '{}', $13, 0, $8, $8)
  ), head as (
    insert into event_heads as h (organization_id, is_test, last) values ($1, false, 2)
    on conflict (organization_id, is_test) do update set last = h.last + 2 returning last
  )
  insert into events (organization_id, is_test, number, id, event, data, created_at)
  select $1, false, head.last - 2 + place, message.id, message.event, $16::jsonb, $8
  from head, (values (1, $14::text, 'booking.created'), (2, $15::text, 'booking.confirmed')) message (place, id, event)`;

/** As long as what seals a token. */
const sealed = Buffer.alloc(60, 1);
const { data: example } = messageExampleOf('booking.created');

answerPosts(async (asked) => {
  const now = Date.now();
  const { organizationId, hostId, eventTypeId } = byEventType.get(asked.event_type_id) as Bookable;
  const start = new Date(asked.start_time);
  const end = new Date(start.getTime() + slotMs);
  const id = newId('booking', now);
  const { invitee_name: name, invitee_email: email, invitee_timezone: timezone } = asked;
  const attendees = [{ id: newId('attendee', now), name, email, timezone }];
  const booking = { ...example, id, event_type_id: eventTypeId, start_time: start, end_time: end, attendees };
  const body = JSON.stringify(booking);
  await pool.query({
    name: 'book',
    text,
    values: [
      ...[organizationId, eventTypeId, hostId, newInternalId('alc', now), id, start, end, new Date(now)],
      ...[name, email, timezone, JSON.stringify(attendees), sealed],
      ...[newId('message', now), newId('message', now), body],
    ],
  });
  return body;
});
