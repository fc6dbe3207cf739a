import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/harness/databases.ts';

let made: TestDatabase;
beforeAll(async () => {
  made = await createTestDatabase('postgres');
});
afterAll(() => made.close());

test('what is asked at the same time is answered at once, so that whoever waits asks on at the same time', async () => {
  const turns: number[] = [];
  let turn = 0;
  await made.database.inTransaction(async (tx) => {
    const asking = async () => {
      for (let step = 0; step < 3; step++) {
        turns.push(turn);
        await sql`select ${step}::int, pg_sleep(0.001)`.execute(tx);
      }
    };
    const count = setInterval(() => turn++, 0);
    await Promise.all([asking(), asking(), asking()]);
    clearInterval(count);
  });
  const steps = [turns.slice(0, 3), turns.slice(3, 6), turns.slice(6)];
  for (const step of steps) expect(new Set(step).size).toBe(1);
});

test('each statement is sent before the one ahead of it is answered', async () => {
  const sent = vi.spyOn(pg.Client.prototype, 'query');
  const texts = await made.database.inTransaction(async (tx) => {
    const answers = ['a', 'b'].map((word) => sql`select ${word}::text as word`.execute(tx));
    await null;
    await null;
    const asked = sent.mock.calls
      .map(([given]) => JSON.stringify(given))
      .filter((text) => text.includes('as word'));
    await Promise.all(answers);
    return asked;
  });
  expect(texts).toHaveLength(2);
  vi.restoreAllMocks();
});
