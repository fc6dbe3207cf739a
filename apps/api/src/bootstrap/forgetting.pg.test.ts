import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createTestApi, type TestApi } from '../../test/harness/api.ts';
import { runDueJobs } from '../../test/harness/run-due-jobs.ts';
import { forgetOnce, forgetRegularly } from './forgetting.ts';

let api: TestApi;
let isClockWrong: boolean;
beforeEach(async () => {
  isClockWrong = false;
  api = await createTestApi('postgres', { isClockWrong: () => isClockWrong });
});
afterEach(async () => {
  vi.useRealTimers();
  await api.close();
});

const hourMs = 60 * 60 * 1000;

type Table = 'idempotency_keys' | 'events' | 'mails' | 'webhook_deliveries';

/** What is kept, and for how many hours by the clock of the database. */
const kept: readonly [Table, number][] = [
  ['idempotency_keys', 24],
  ['events', 30 * 24],
  ['mails', 30 * 24],
  ['webhook_deliveries', 30 * 24],
];

/** Books once, with a webhook that is told of it, so that there are rows of everything; each as old as is said. */
async function withRows(ages: Partial<Record<Table, string>>): Promise<void> {
  const call = (path: string, body: object) =>
    api.call('POST', path, { key: api.own.testKey, headers: { 'idempotency-key': `of ${path}` }, body });
  const answers = [
    await call('/v1/webhooks', { url: 'http://127.0.0.1:9/', events: ['booking.created'] }),
    await call('/v1/bookings', {
      event_type_id: api.own.testEventTypeId,
      start_time: '2026-06-03T09:00:00Z',
      invitee_name: 'Alex Johnson',
      invitee_email: 'alex@example.com',
    }),
  ];
  expect(answers.map(({ status }) => status)).toEqual([201, 201]);
  await runDueJobs(api);
  for (const [table] of kept) {
    const age = sql.raw(ages[table] ?? '0 hours');
    await sql`update ${sql.table(table)} set created_at = now() - interval '${age}'`.execute(db());
  }
  await sql`update webhook_deliveries set status = 'failed'`.execute(db());
}

const db = () => api.deps.database.db;

const count = async (table: Table): Promise<number> => {
  const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(table)}`.execute(
    db(),
  );
  return rows[0]?.count ?? 0;
};
const counts = () => Promise.all(kept.map(([table]) => count(table)));

const old = Object.fromEntries(kept.map(([table, hours]) => [table, `${hours * 60 + 1} minutes`]));
const young = Object.fromEntries(kept.map(([table, hours]) => [table, `${hours * 60 - 5} minutes`]));

test('what is kept for a time is kept for as long, and deleted after it', async () => {
  await withRows(young);
  const before = await counts();
  expect(before).toEqual([2, 2, 2, 1]);
  await forgetOnce(api.deps);
  expect(await counts()).toEqual(before);
  for (const [table, hours] of kept)
    await sql`update ${sql.table(table)} set created_at = now() - ${hours} * interval '1 hour' - interval '1 minute'`.execute(
      db(),
    );
  await forgetOnce(api.deps);
  expect(await counts()).toEqual([0, 0, 0, 0]);
});

describe('nothing is deleted', () => {
  test('that is old by the clock of the process only', async () => {
    await withRows({});
    const before = await counts();
    api.clock.moveTo(new Date(Date.now() + 40 * 24 * hourMs).toISOString());
    await forgetOnce(api.deps);
    expect(await counts()).toEqual(before);
  });

  test('while the clock is wrong', async () => {
    await withRows(old);
    const before = await counts();
    isClockWrong = true;
    await forgetOnce(api.deps);
    expect(await counts()).toEqual(before);
    isClockWrong = false;
    await forgetOnce(api.deps);
    expect(await counts()).toEqual([0, 0, 0, 0]);
  });

  test('that is still to be done, however old', async () => {
    await withRows(old);
    await sql`update webhook_deliveries set status = 'pending'`.execute(db());
    await sql`update mails set status = 'pending', next_attempt_at = now() where recipient_role = 'host'`.execute(
      db(),
    );
    await forgetOnce(api.deps);
    expect(await counts()).toEqual([0, 0, 1, 1]);
  });

  test('in the first hour of a process', async () => {
    await withRows(old);
    const before = await counts();
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const early = forgetRegularly(api.deps);
    vi.advanceTimersByTime(hourMs - 1);
    await early();
    expect(await counts()).toEqual(before);
    const later = forgetRegularly(api.deps);
    vi.advanceTimersByTime(hourMs);
    await later();
    expect(await counts()).toEqual([0, 0, 0, 0]);
  });
});
