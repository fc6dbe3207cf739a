import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Installation, Json } from '../installation.ts';
import type { Manifest, RecordedAnswer } from '../manifest.ts';
import type { Story } from './story.ts';

type Kept = Pick<Manifest, 'log' | 'untold' | 'deliveries' | 'mails' | 'jobs'> & {
  readonly answers: readonly RecordedAnswer[];
};

/** Writes down what the installation answers now, and what it has left to do. Its clock stands at the end of the story. */
export async function record(story: Story): Promise<Kept> {
  const live = await recordMode(story, 'live');
  const test = await recordMode(story, 'test');
  const open = await recordOpen(story);
  const { database } = story.installation.deps;
  const logOf = (answers: readonly RecordedAnswer[]) =>
    answers.find(({ path }) => path.startsWith('/v1/events?'))?.body.data.map(({ id }: Json) => id);
  const { rows: deliveries } = await sql<{ id: string; messageId: string }>`
    select d.id, d.message_id as "messageId" from webhook_deliveries d
    join webhook_endpoints e on e.id = d.endpoint_id
    where d.status = 'pending' and e.active order by d.id`.execute(database.db);
  const { rows: mails } = await sql<Manifest['mails'][number]>`
    select id, kind, recipient_address as "to", status from mails order by id`.execute(database.db);
  const { rows: waiting } = await sql<{ name: string; due: Date }>`
    select name, case when start_after = created_on then null else start_after end as due from pgboss.job
    where state in ('created', 'retry') and name not like '\\_\\_%' order by name, start_after, id`.execute(
    database.db,
  );
  const { rows: untold } = await sql<{ id: string }>`
    select id from events where next_attempt_at is not null order by id`.execute(database.db);
  return {
    answers: [...live, ...test, ...open],
    log: { live: logOf(live), test: logOf(test) },
    untold: untold.map(({ id }) => id),
    deliveries,
    mails,
    jobs: waiting.map(({ name, due }) => ({ name, due: due ? due.toISOString() : 'at once' })),
  };
}

/** When a key was used is written beside its request, and looked at anew after a second. */
async function isSeenToBeUsed(installation: Installation, key: string): Promise<void> {
  const now = new Date(installation.clock.now()).toISOString().replace('.000', '');
  for (;;) {
    const { data } = (await installation.ask('GET', '/v1/api-keys?limit=100', { key })).body;
    const used = data.find(({ key_prefix }: Json) => key.startsWith(key_prefix));
    if (used.last_used_at === now) return;
    await pause(100);
  }
}

/** Everything that a key of one mode can read: each list, and each thing of it. */
async function recordMode({ installation, keys }: Story, mode: 'live' | 'test'): Promise<RecordedAnswer[]> {
  const key = keys[mode];
  const answers: RecordedAnswer[] = [];
  const read = async (path: string): Promise<Json> => {
    const { status, body } = await installation.ask('GET', path, { key });
    if (status === 200) answers.push({ key: mode, path, status, body });
    return body;
  };
  await isSeenToBeUsed(installation, key);
  await read('/v1/api-keys?limit=100');
  await read('/v1/events?limit=100');
  for (const { id } of (await read('/v1/event-types?limit=100')).data) {
    await read(`/v1/event-types/${id}`);
    await read(`/v1/event-types/${id}/availability`);
    await read(`/v1/availability/explain?event_type_id=${id}&start_time=2027-02-01T08:00:00Z`);
  }
  for (const { id } of (await read('/v1/bookings?limit=100')).data) await read(`/v1/bookings/${id}`);
  for (const status of ['confirmed', 'rescheduled', 'pending_payment', 'cancelled'])
    await read(`/v1/bookings?status=${status}`);
  for (const { id } of (await read('/v1/waitlist?limit=100')).data) await read(`/v1/waitlist/${id}`);
  for (const { id } of (await read('/v1/webhooks?limit=100')).data) {
    await read(`/v1/webhooks/${id}`);
    await read(`/v1/webhooks/${id}/deliveries?limit=100`);
  }
  return answers;
}

/** What people without a key read: times, event types, and each booking by its token. */
async function recordOpen({ installation, eventTypes, bookings }: Story): Promise<RecordedAnswer[]> {
  const answers: RecordedAnswer[] = [];
  const read = async (path: string) => {
    const { status, body } = await installation.ask('GET', path);
    if (status === 200) answers.push({ key: null, path, status, body });
  };
  for (const id of Object.values(eventTypes)) {
    await read(`/v1/public/event-types/${id}`);
    for (const [start, end] of [
      ['2026-11-30', '2026-12-12'],
      ['2027-01-31', '2027-02-12'],
    ])
      await read(`/v1/availability?event_type_id=${id}&start=${start}&end=${end}&timezone=Europe/Berlin`);
  }
  for (const { id, token } of Object.values(bookings)) await read(`/v1/bookings/${id}?token=${token}`);
  return answers;
}

/** Read when everything that was counted is stored: after a start, before anything else is asked. */
export async function recordUsage(
  installation: Installation,
  keys: Manifest['keys'],
): Promise<RecordedAnswer[]> {
  const answers: RecordedAnswer[] = [];
  for (const mode of ['live', 'test'] as const)
    for (const path of ['/v1/usage', '/v1/usage/summary?period=30d']) {
      const { status, body } = await installation.ask('GET', path, { key: keys[mode] });
      answers.push({ key: mode, path, status, body });
    }
  return answers;
}
