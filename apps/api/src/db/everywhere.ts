import { type Kysely, sql } from 'kysely';
import type { Schema } from './schema.ts';

/**
 * Follows the `select` of a statement that names no organization, and so is asked wherever organizations are. Requests
 * and jobs have none but those listed in the tests (test/growth/plans.pg.test.ts).
 */
export const everywhere = '/* asked everywhere */';

/** The organization of a booking or a waitlist entry, by its id alone: for tokens that do not name it. */
export async function findOrganizationOf(
  db: Kysely<Schema>,
  table: 'bookings' | 'waitlist_entries',
  id: string,
): Promise<string | undefined> {
  const row = await db
    .selectFrom(table)
    .modifyFront(sql.raw(everywhere))
    .select('organization_id')
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.organization_id;
}
