import { expect, test } from 'vitest';
import { migrate } from '../../src/db/migrate.ts';
import { openPostgres } from '../../src/db/postgres.ts';
import { features } from '../../src/features/index.ts';
import { joinFeatures } from '../../src/features/join-features.ts';
import { openQueue } from '../../src/jobs/queue.ts';
import { createEmptyDatabase } from '../harness/empty-database.ts';

/** As one of many processes would. */
async function openAndStop(url: string): Promise<void> {
  const database = openPostgres({ url, poolSize: 1, logger: console });
  try {
    await migrate(database); // which also warms the connection's caches: a fresh one would ask the catalogue
    const { jobs, attempts } = joinFeatures(features);
    const queue = await openQueue(database, { definitions: jobs, attempts, logger: console });
    await queue.check();
    await queue.stop();
  } finally {
    await database.close();
  }
}

test('six processes may open the queue at once where it was never opened', async () => {
  for (let round = 0; round < 5; round++) {
    const { url } = await createEmptyDatabase();
    const opened = await Promise.allSettled([1, 2, 3, 4, 5, 6].map(() => openAndStop(url)));
    expect(opened.filter(({ status }) => status === 'rejected')).toEqual([]);
  }
});
