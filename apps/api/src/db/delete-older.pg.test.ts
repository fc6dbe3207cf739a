import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { describeOnBothDatabases } from '../../test/harness/databases.ts';
import { deleteOlder } from './delete-older.ts';

describeOnBothDatabases('the deletion of old rows', (open) => {
  test('leaves what is younger by the clock of the database, however many steps it takes', async () => {
    const { db } = (await open()).database;
    await sql`
      insert into idempotency_keys (organization_id, scope, key, fingerprint, created_at)
      select 'org_' || i % 3, 'public', i::text, '', now() - i * interval '1 minute'
      from generate_series(1, 4500) i`.execute(db);
    await deleteOlder(db, { table: 'idempotency_keys', key: ['scope', 'key'] }, 11.5 * 60_000);
    const { rows } = await sql<{ key: string }>`select key from idempotency_keys order by key::int`.execute(
      db,
    );
    expect(rows.map(({ key }) => key)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11']);
  });
});
