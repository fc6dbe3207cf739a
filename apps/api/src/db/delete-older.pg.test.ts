import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { describeOnBothDatabases } from '../../test/harness/databases.ts';
import { deleteOlder } from './delete-older.ts';

describeOnBothDatabases('the deletion of old rows', (open) => {
  test('leaves what is younger, however many steps it takes', async () => {
    const { db } = (await open()).database;
    await sql`
      insert into idempotency_keys (scope, key, fingerprint, created_at)
      select 'public', i::text, '', timestamptz '2026-06-01 00:00:00+00' + i * interval '1 second'
      from generate_series(1, 4500) i`.execute(db);
    const before = new Date('2026-06-01T01:14:50Z'); // 4,490 seconds
    await deleteOlder(db, 'idempotency_keys', before);
    const left = await db.selectFrom('idempotency_keys').select('created_at').orderBy('created_at').execute();
    expect(left).toHaveLength(11);
    expect(left[0]?.created_at).toEqual(before);
  });
});
