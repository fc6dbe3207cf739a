import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { createTestDatabase } from '../../test/harness/databases.ts';
import { features } from './index.ts';
import { joinFeatures } from './join-features.ts';

/** What belongs to the server itself: migrations, the start, its processes, whose a name is, and the stored answers of the edge. */
const ownedByNone = [
  'idempotency_keys',
  'installation',
  'kysely_migration',
  'kysely_migration_lock',
  'organization_directory',
  'server_processes',
];

test('every table has one owner among the features, and every owner its tables', async () => {
  const { database, close } = await createTestDatabase('embedded');
  const { rows } = await sql<{ name: string }>`
    select tablename as name from pg_tables where schemaname = 'public'`.execute(database.db);
  const { owners } = joinFeatures(features);
  expect([...owners.keys(), ...ownedByNone].toSorted()).toEqual(rows.map(({ name }) => name).toSorted());
  await close();
});
