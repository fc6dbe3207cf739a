import type { Kysely } from 'kysely';
import type { Schema } from '../../db/schema.ts';

/** The "Test Event" that the first organization was born with; undefined where it was renamed, deleted or is not there yet. */
export async function findTestEvent(db: Kysely<Schema>): Promise<string | undefined> {
  const first = db.selectFrom('organizations').select('id').orderBy('id').limit(1);
  const row = await db
    .selectFrom('event_types')
    .select('id')
    .where('organization_id', '=', first)
    .where('is_test', '=', true)
    .where('slug', '=', 'test-event')
    .where('deleted_at', 'is', null)
    .where('active', '=', true)
    .executeTakeFirst();
  return row?.id;
}
