import { type Kysely, sql } from 'kysely';
import { holdsItsTime } from '../../db/lapsed.ts';
import type { Schema } from '../../db/schema.ts';
import { mailboxOf } from '../../lib/mailbox.ts';
import type { Snapshot } from '../availability/index.ts';

/** Slots of an event type, all of one length, and the addresses that may have a spot in them. */
export interface HeldSpotsQuestion {
  readonly emails: readonly string[];
  readonly starts: readonly number[];
  readonly durationMinutes: number;
  readonly now: number;
  /** A booking that does not count: the one that moves. */
  readonly except?: string;
  /** Bookings that were cancelled at this instant or later count too. */
  readonly orGivenUpSince?: Date;
}

/** A booking that one of the addresses has in one of the slots. */
export interface HeldSpot {
  readonly id: string;
  readonly start: number;
}

/** The spots of the addresses in the slots, by every attendee; two ways of writing one address are the same. */
export async function findHeldSpots(
  db: Kysely<Schema>,
  { organization_id, id, is_test }: Pick<Snapshot['eventType'], 'organization_id' | 'id' | 'is_test'>,
  { emails, starts, durationMinutes, now, except = '', orGivenUpSince }: HeldSpotsQuestion,
): Promise<HeldSpot[]> {
  if (starts.length === 0) return [];
  const since = orGivenUpSince ?? null;
  const wanted = new Set(emails.map(mailboxOf));
  const { rows } = await sql<{ id: string; start_at: Date; email: string }>`
    select b.id, b.start_at, a ->> 'email' as email from bookings b, jsonb_array_elements(b.attendees) a
    where b.organization_id = ${organization_id} and b.is_test = ${is_test} and b.event_type_id = ${id}
      and b.start_at = any(${starts.map((start) => new Date(start))}::timestamptz[])
      and b.end_at = b.start_at + make_interval(mins => ${durationMinutes}::integer)
      and b.id <> ${except}
      and (b.cancelled_at >= ${since}::timestamptz
        or ${holdsItsTime('b', new Date(now))})
      and ${mayBeOneOf(wanted)}`.execute(db);
  return rows
    .filter(({ email }) => wanted.has(mailboxOf(email)))
    .map(({ id: booking, start_at }) => ({ id: booking, start: start_at.getTime() }));
}

/** The database compares plain addresses; others, whose domain can be written in two ways, are compared when they are read. */
const mayBeOneOf = (
  mailboxes: ReadonlySet<string>,
) => sql`(lower(a ->> 'email') = any(${[...mailboxes]}::text[])
  or a ->> 'email' ~ '[^ -~]' or a ->> 'email' ~* '@.*xn--')`;
