import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { patience } from '../../../../packages/scheduling/test/proof-size.ts';
import { createTestApi, type TestApi } from './api.ts';
import { createTestOrganization } from './organization.ts';
import { findFaults, type Tables } from './reconcile.ts';
import { runDueJobs } from './run-due-jobs.ts';
import { joined, numbered } from './waitlist-scene.ts';

// What the proofs end with would be worth nothing if it found nothing: each fault is made once, and undone.

let api: TestApi;
let client: pg.Client;
const tables: Tables = { query: async (text, values = []) => (await client.query(text, [...values])).rows };

beforeAll(async () => {
  api = await createTestApi();
  client = new pg.Client(api.test.url);
  await client.connect();
  const org = await createTestOrganization(api);
  const free = await org.eventType();
  const group = await org.eventType({ max_attendees: 3, booking_cap: 9, booking_cap_period: 'total' });
  const priced = await org.eventType({ price_amount: 500 });
  await org.booked(free.id, '2026-06-02T09:00:00Z');
  await org.booked(group.id, '2026-06-02T10:00:00Z');
  await org.booked(priced.id, '2026-06-02T11:00:00Z');
  const waited = await org.eventType({ waitlist_enabled: true });
  const held = await org.booked(waited.id, '2026-06-02T12:00:00Z');
  for (const number of [1, 2]) await joined(org, waited.id, '2026-06-02T12:00:00Z', numbered(number));
  await org.call('POST', `/v1/bookings/${held.id}/cancel`);
  await runDueJobs(api);
});
afterAll(async () => {
  await client.end();
  await api.close();
});

test('finds nothing where nothing is wrong', async () => {
  expect(await findFaults(tables)).toEqual([]);
});

const first = `(select min(id) from bookings)`;
const faults: [string, string][] = [
  [
    'two live bookings of a host overlap',
    `update bookings set start_at = (select max(start_at) from bookings), end_at = (select max(end_at) from bookings)
     where id = ${first}`,
  ],
  ['an allocation does not hold what its live bookings take', 'update allocations set spots_taken = 0'],
  ['an allocation does not hold what its live bookings take', 'update allocations set released_at = now()'],
  [
    'a live booking and its allocation name different times',
    `update bookings set end_at = end_at + interval '1 minute' where id = ${first}`,
  ],
  [
    'a live booking names a host whose time it does not take',
    `update bookings set other_host_ids = array['mbr_another'] where id = ${first}`,
  ],
  [
    'the tag of a host is not what it was forgiven and the turns that it had',
    'update event_type_hosts set tag = tag + 1 where bookings > 0',
  ],
  ['a host does not count its bookings', 'update event_type_hosts set bookings = bookings + 1'],
  ['the count of a cap is not what was received', 'update event_type_receipts set received = received + 1'],
  ['the log does not tell a booking as it went', `delete from events where data ->> 'id' = ${first}`],
  ['the log tells of a booking that is not there', `delete from bookings where id = ${first}`],
  ['a booking does not count its attendees', `update bookings set attendees = '[]' where id = ${first}`],
  [
    'a key was kept without its answer',
    `insert into idempotency_keys (scope, key, fingerprint, created_at) values ('a', 'b', '', now())`,
  ],
  ['an unpaid booking has no job that ends it', 'delete from pgboss.job'],
  [
    'a promoted entry has not the one booking that was made for it',
    `update waitlist_entries set invitee_email = 'nobody@example.com' where status = 'promoted'`,
  ],
  [
    'somebody was promoted before who stood before them',
    `update waitlist_entries set place = -place where status = 'waiting'`,
  ],
  [
    'the log does not tell a waitlist entry as it went',
    `delete from events where event = 'waitlist.promoted'`,
  ],
  [
    'someone waits for a slot that is free',
    `update waitlist_entries set start_at = start_at + interval '1 hour' where status = 'waiting'`,
  ],
  [
    'a mail was superseded by nothing',
    `update mails set status = 'superseded' where kind = 'booking_confirmed' and about_id = ${first}`,
  ],
  ['a waiting entry has no job that ends it', 'delete from pgboss.job'],
  ['a job is about a booking that is not there', `delete from bookings where price_amount is not null`],
];

test.each(faults)('finds that %s: %s', patience, async (sentence, statement) => {
  await client.query('begin');
  try {
    expect((await client.query(statement)).rowCount).toBeGreaterThan(0);
    expect(await findFaults(tables)).toContainEqual(expect.stringContaining(sentence));
  } finally {
    await client.query('rollback');
  }
});
