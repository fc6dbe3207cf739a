import { expect, test } from 'vitest';
import { createEmptyDatabase } from '../harness/empty-database.ts';
import { startMain, temporaryDirectory } from '../harness/main-process.ts';

test('a process that works on jobs deletes what is kept no longer; one that only answers leaves it', {
  timeout: 60_000,
}, async () => {
  const database = await createEmptyDatabase();
  const directory = await temporaryDirectory();
  const environment = { DATABASE_URL: database.url };
  const http = await startMain(directory, { ...environment, ASTROCAL_ROLE: 'http' });
  await http.said();
  const old = () => database.query("select key from idempotency_keys where scope = 'old'");
  await database.query(`insert into idempotency_keys (scope, key, fingerprint, created_at)
    values ('old', 'a', '', now() - interval '25 hours')`);
  const again = await startMain(directory, { ...environment, ASTROCAL_ROLE: 'http' });
  await again.said();
  expect(await old()).toHaveLength(1);

  const worker = await startMain(directory, { ...environment, ASTROCAL_ROLE: 'worker' });
  await worker.said('Astrocal works on the job queue.');
  await expect.poll(old).toEqual([]);
  for (const each of [http, again, worker]) expect(await each.ended('SIGTERM')).toBe(0);
});
