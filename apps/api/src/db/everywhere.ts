import { type Kysely, sql } from 'kysely';
import { isId } from '../lib/ids.ts';
import type { Schema } from './schema.ts';

/**
 * Follows the `select` of a statement that names no organization, and so is asked wherever organizations are. A test
 * lists them all (test/growth/plans.pg.test.ts).
 */
export const everywhere = '/* asked everywhere */';

/**
 * The organization in which a thing with a token is to be looked for: the one that the token names. Tokens of release
 * 0.1.0 name none; then the thing is looked for everywhere. Undefined where it can be nowhere.
 */
export async function locateByToken(
  db: Kysely<Schema>,
  { id, token }: { id: string; token: string },
): Promise<string | undefined> {
  const [, named] = token.split('.');
  if (named !== undefined) return isId('organization', named) ? named : undefined;
  if (isId('booking', id)) return findOrganizationOf(db, 'bookings', id);
  return isId('waitlist_entry', id) ? findOrganizationOf(db, 'waitlist_entries', id) : undefined;
}

async function findOrganizationOf(
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
