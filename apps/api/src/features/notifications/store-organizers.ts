import type { Kysely } from 'kysely';
import type { Tx } from '../../db/database.ts';
import type { Schema } from '../../db/schema.ts';

/** A booking by its key. */
export interface Booked {
  readonly organization_id: string;
  readonly id: string;
}

export interface Organizer {
  readonly name: string;
  readonly address: string;
}

/** Stores the organizer unless the booking has one; returns the one that it has. */
export const insertOrganizer = (
  tx: Tx,
  { organization_id, id }: Booked,
  { name, address }: Organizer,
): Promise<Organizer> =>
  tx
    .insertInto('invite_organizers')
    .values({ organization_id, booking_id: id, name, address })
    // An update that changes nothing: so the row that was there is returned.
    .onConflict((conflict) =>
      conflict
        .columns(['organization_id', 'booking_id'])
        .doUpdateSet((eb) => ({ booking_id: eb.ref('excluded.booking_id') })),
    )
    .returning(['name', 'address'])
    .executeTakeFirstOrThrow();

/** The organizer that the booking has; undefined before its first invite. */
export const findOrganizer = (
  db: Kysely<Schema>,
  { organization_id, id }: Booked,
): Promise<Organizer | undefined> =>
  db
    .selectFrom('invite_organizers')
    .select(['name', 'address'])
    .where('organization_id', '=', organization_id)
    .where('booking_id', '=', id)
    .executeTakeFirst();
