import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../../test/harness/api.ts';
import { runDueJobs } from '../../test/harness/run-due-jobs.ts';
import { forgetRegularly } from './forgetting.ts';

let api: TestApi;
beforeEach(async () => {
  api = await createTestApi();
});
afterEach(() => api.close());

const hour = 60 * 60 * 1000;
const forget = () => forgetRegularly(api.deps)();

/** Books once; the same request again answers the same booking for as long as it is remembered. */
async function bookWithKey(): Promise<{ status: number; replayed: boolean }> {
  const { status, headers } = await api.call('POST', '/v1/bookings', {
    key: api.own.testKey,
    headers: { 'idempotency-key': 'order-1' },
    body: {
      event_type_id: api.own.testEventTypeId,
      start_time: '2026-06-03T09:00:00Z',
      invitee_name: 'Alex Johnson',
      invitee_email: 'alex@example.com',
    },
  });
  return { status, replayed: headers['idempotent-replayed'] === 'true' };
}

const storedAnswers = () => api.deps.database.db.selectFrom('idempotency_keys').select('key').execute();
const storedEvents = () => api.deps.database.db.selectFrom('events').select('event').execute();

test('a stored answer is kept for 24 hours and deleted after them', async () => {
  expect(await bookWithKey()).toEqual({ status: 201, replayed: false });
  api.clock.moveBy(24 * hour);
  await forget();
  expect(await bookWithKey()).toEqual({ status: 201, replayed: true });
  api.clock.moveBy(1);
  await forget();
  expect(await storedAnswers()).toEqual([]);
});

test('a message is kept for 30 days and deleted after them', async () => {
  await bookWithKey();

  api.clock.moveBy(30 * 24 * hour);
  await forget();
  expect(await storedEvents()).toHaveLength(2);
  api.clock.moveBy(1);
  await forget();
  expect(await storedEvents()).toEqual([]);
});

test('a mail is kept for 30 days and deleted after them', async () => {
  const storedMails = () => api.deps.database.db.selectFrom('mails').select('kind').execute();
  await bookWithKey();
  await runDueJobs(api);
  api.clock.moveBy(30 * 24 * hour);
  await forget();
  expect(await storedMails()).toHaveLength(2);
  api.clock.moveBy(1);
  await forget();
  expect(await storedMails()).toEqual([]);
});
