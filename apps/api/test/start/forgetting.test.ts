import { expect, test } from 'vitest';
import { createEmptyDatabase } from '../harness/empty-database.ts';
import { startMain, temporaryDirectory } from '../harness/main-process.ts';

// What a sweep deletes, and that it comes after an hour, is in bootstrap/forgetting.pg.test.ts.
test('no process deletes anything as it starts: a machine that woke with a wrong clock has it set within the hour', {
  timeout: 60_000,
}, async () => {
  const database = await createEmptyDatabase();
  const directory = await temporaryDirectory();
  const environment = { DATABASE_URL: database.url };
  const first = await startMain(directory, { ...environment, ASTROCAL_ROLE: 'http' });
  await first.said();
  await database.query(`insert into idempotency_keys (scope, key, fingerprint, created_at)
    values ('old', 'a', '', now() - interval '25 hours')`);
  expect(await first.ended('SIGTERM')).toBe(0);

  const worker = await startMain(directory, { ...environment, ASTROCAL_ROLE: 'worker' });
  await worker.said('Astrocal works on the job queue.');
  expect(await worker.ended('SIGTERM')).toBe(0);
  expect(await database.query("select key from idempotency_keys where scope = 'old'")).toHaveLength(1);
});
