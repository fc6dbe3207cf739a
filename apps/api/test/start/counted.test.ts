import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { createEmptyDatabase } from '../harness/empty-database.ts';
import { startMain, temporaryDirectory } from '../harness/main-process.ts';

test('a server that stops under load has stored every call that it answered', {
  timeout: 60_000,
}, async () => {
  const database = await createEmptyDatabase();
  const directory = await temporaryDirectory();
  const server = await startMain(directory, { DATABASE_URL: database.url, ASTROCAL_PLAN: 'scale' });
  await server.said();
  const credentials = JSON.parse(
    await readFile(path.join(directory, '.astrocal', 'credentials.json'), 'utf8'),
  );
  let answered = 0;
  async function callUntilItEnds(key: string): Promise<void> {
    for (;;) {
      try {
        const answer = await fetch(`${server.url}/v1/event-types`, {
          headers: { authorization: `Bearer ${key}` },
        });
        await answer.arrayBuffer();
        if (answer.status !== 200) throw new Error(`Answered ${answer.status}.`);
        expect(answer.headers.get('x-ratelimit-limit')).toBe('5000');
        answered++;
      } catch (error) {
        if ((error as Error).message !== 'fetch failed') throw error;
        return; // it does not listen any more
      }
    }
  }
  const { test_key, live_key } = credentials;
  const callers = [test_key, live_key, test_key, live_key].map(callUntilItEnds);
  await expect.poll(() => answered).toBeGreaterThan(50);
  expect(await server.ended('SIGTERM')).toBe(0);
  await Promise.all(callers);
  const rows = await database.query<{ is_test: boolean; calls: string }>(
    'select is_test, sum(calls) as calls from api_call_counts group by 1 order by 1',
  );
  expect(rows.map(({ is_test }) => is_test)).toEqual([false, true]);
  expect(rows.reduce((sum, { calls }) => sum + Number(calls), 0)).toBe(answered);
  // Shares of the day that were not spent are given back: by each key, and by the organization's mode that it is of.
  const days = await database.query<{ is_key: boolean; taken: string }>(
    `select scope like '%key_%' as is_key, sum(taken) as taken from rate_limit_windows where length = '24h'
     group by 1 order by 1`,
  );
  expect(days.map(({ taken }) => Number(taken))).toEqual([answered, answered]);
});
