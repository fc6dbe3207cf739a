import { type Kysely, sql } from 'kysely';
import type { Tx } from '../../db/database.ts';
import type { Schema } from '../../db/schema.ts';
import type { BookingKey } from '../bookings/index.ts';

export interface Organizer {
  readonly name: string;
  readonly address: string;
}

/**
 * Stores the organizer of each of the bookings that has none; returns by the booking's id the one that it has. They are
 * written in one order by everybody, so that two transactions never wait for each other crosswise.
 */
export async function insertOrganizers(
  tx: Tx,
  organizationId: string,
  organizers: ReadonlyMap<string, Organizer>,
): Promise<ReadonlyMap<string, Organizer>> {
  const ids = [...organizers.keys()].sort();
  const given = ids.map((id) => organizers.get(id) as Organizer);
  // An update that changes nothing: so the row that was there is returned.
  const { rows } = await sql<Organizer & { booking_id: string }>`
    insert into invite_organizers (organization_id, booking_id, name, address)
    select ${organizationId}, * from unnest(
      ${ids}::text[], ${given.map(({ name }) => name)}::text[], ${given.map(({ address }) => address)}::text[])
    on conflict (organization_id, booking_id) do update set booking_id = excluded.booking_id
    returning booking_id, name, address`.execute(tx);
  return new Map(rows.map(({ booking_id, name, address }) => [booking_id, { name, address }]));
}

/** The organizer that the booking has; undefined before its first invite. */
export const findOrganizer = (
  db: Kysely<Schema>,
  { organization_id, id }: BookingKey,
): Promise<Organizer | undefined> =>
  db
    .selectFrom('invite_organizers')
    .select(['name', 'address'])
    .where('organization_id', '=', organization_id)
    .where('booking_id', '=', id)
    .executeTakeFirst();
