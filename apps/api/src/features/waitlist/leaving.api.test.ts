import { describe, expect, test } from 'vitest';
import { refusalOf, useOrganization } from '../../../test/harness/organization.ts';
import { runDueJobs } from '../../../test/harness/run-due-jobs.ts';
import { entryOf, join, joined, kim, numbered } from '../../../test/harness/waitlist-scene.ts';
import { expireEntry } from './expire.ts';

const scene = useOrganization();
const nine = '2026-06-02T09:00:00Z';

/** An event type with a taken slot, and an entry that waits for it. */
async function waiting() {
  const { id } = await scene.org.eventType({ waitlist_enabled: true });
  const held = await scene.org.booked(id, nine);
  return { eventTypeId: id, held, entry: await joined(scene.org, id, nine) };
}
const cancel = (id: string, token?: string) =>
  scene.api.call('POST', `/v1/waitlist/${id}/cancel${token === undefined ? '' : `?token=${token}`}`, {
    ...(token === undefined && { key: scene.org.testKey }),
  });
const told = async (entry: { id: string }) =>
  (await scene.org.events()).filter(({ data }) => data.id === entry.id).map(({ event }) => event);

describe('cancelling', () => {
  test('with a key, and again', async () => {
    const { entry } = await waiting();
    const first = await cancel(entry.id);
    expect([first.status, first.body]).toEqual([200, { ...entry, status: 'cancelled' }]);
    expect((await cancel(entry.id)).body).toEqual(first.body);
    expect(await told(entry)).toEqual([]);
  });

  test('with the token, which is told neither the position nor itself', async () => {
    const { entry } = await waiting();
    const { cancel_token, position: _position, ...others } = entry;
    const { status, body } = await cancel(entry.id, cancel_token);
    expect([status, body]).toEqual([200, { ...others, status: 'cancelled' }]);
    expect((await cancel(entry.id, cancel_token)).body).toEqual(body);
  });

  test('of who was promoted is a conflict: the booking stays', async () => {
    const { entry, held } = await waiting();
    await scene.org.call('POST', `/v1/bookings/${held.id}/cancel`);
    await runDueJobs(scene.api);
    for (const token of [undefined, entry.cancel_token])
      expect(refusalOf(await cancel(entry.id, token))).toEqual([409, 'conflict']);
    const { booking_id } = await entryOf(scene.org, entry);
    expect((await scene.org.call('GET', `/v1/bookings/${booking_id}`)).body.status).toBe('confirmed');
  });

  test('of who waited in vain answers the expired entry, before its job has come and after', async () => {
    const { entry } = await waiting();
    scene.api.clock.moveTo(nine);
    expect((await cancel(entry.id)).body.status).toBe('expired');
    await runDueJobs(scene.api);
    expect((await cancel(entry.id)).body.status).toBe('expired');
  });

  test('frees the wish for the same address, and no spot', async () => {
    const { entry, eventTypeId } = await waiting();
    await cancel(entry.id);
    expect((await join(scene.org, eventTypeId, nine)).status).toBe(201);
  });
});

describe('tokens', () => {
  test('of an entry open no booking, of a booking no entry, and of another entry neither', async () => {
    const { entry, held, eventTypeId } = await waiting();
    const other = await joined(scene.org, eventTypeId, nine, numbered(2));
    for (const token of [held.cancel_token, other.cancel_token, '', 'x'])
      expect(refusalOf(await cancel(entry.id, token))).toEqual([401, 'unauthorized']);
    for (const path of [`/v1/bookings/${held.id}`, `/v1/bookings/${entry.id}`])
      expect((await scene.api.call('GET', `${path}?token=${entry.cancel_token}`)).status).toBe(401);
    expect((await cancel(held.id, held.cancel_token)).status).toBe(401);
    expect((await entryOf(scene.org, entry)).status).toBe('waiting');
    // The premise: the right ones do.
    expect((await scene.api.call('GET', `/v1/bookings/${held.id}?token=${held.cancel_token}`)).status).toBe(
      200,
    );
    expect((await cancel(entry.id, entry.cancel_token)).status).toBe(200);
  });

  test('do not read the entry: its place in line is told once', async () => {
    const { entry } = await waiting();
    const path = `/v1/waitlist/${entry.id}?token=${entry.cancel_token}`;
    expect((await scene.api.call('GET', path)).status).toBe(401);
  });

  test('are stored sealed', async () => {
    const { entry } = await waiting();
    const { cancel_token_sealed } = await scene.api.deps.database.db
      .selectFrom('waitlist_entries')
      .select('cancel_token_sealed')
      .where('id', '=', entry.id)
      .executeTakeFirstOrThrow();
    expect(Buffer.from(cancel_token_sealed).includes(entry.cancel_token)).toBe(false);
  });
});

describe('expiry', () => {
  const statusOf = async (entry: { id: string }) => (await entryOf(scene.org, entry)).status;

  test('at the wanted start, by reads at once and by the job with its event', async () => {
    const { entry } = await waiting();
    scene.api.clock.moveTo('2026-06-02T08:59:59Z');
    await runDueJobs(scene.api);
    expect(await statusOf(entry)).toBe('waiting');
    scene.api.clock.moveTo(nine);
    expect(await statusOf(entry)).toBe('expired');
    expect(await told(entry)).toEqual([]);
    await runDueJobs(scene.api);
    expect(await statusOf(entry)).toBe('expired');
    expect(await told(entry)).toEqual(['waitlist.expired']);
    const message = (await scene.org.events()).at(-1);
    const { cancel_token: _token, ...shown } = await entryOf(scene.org, entry);
    expect(message.data).toEqual(shown);
  });

  test('after 7 days', async () => {
    const { id } = await scene.org.eventType({ waitlist_enabled: true });
    await scene.org.booked(id, '2026-06-20T09:00:00Z');
    const entry = await joined(scene.org, id, '2026-06-20T09:00:00Z');
    scene.api.clock.moveTo('2026-06-08T08:00:00Z');
    await runDueJobs(scene.api);
    expect(await told(entry)).toEqual(['waitlist.expired']);
  });

  test('gives nothing to who has expired, though the job has not come', async () => {
    const { id } = await scene.org.eventType({ waitlist_enabled: true });
    const later = '2026-06-20T09:00:00Z';
    const held = await scene.org.booked(id, later);
    const gone = await joined(scene.org, id, later, numbered(1));
    scene.api.clock.moveTo('2026-06-05T08:00:00Z');
    const next = await joined(scene.org, id, later, numbered(2));
    scene.api.clock.moveTo(gone.expires_at);
    await scene.org.call('POST', `/v1/bookings/${held.id}/cancel`);
    await runDueJobs(scene.api);
    expect([await statusOf(gone), await statusOf(next)]).toEqual(['expired', 'promoted']);
  });

  test('a job that comes too early fails, and is tried again; one that comes twice does nothing', async () => {
    const { entry } = await waiting();
    const run = () =>
      expireEntry.handle(scene.api.deps, {
        id: 'job',
        data: { organizationId: scene.org.organizationId, entryId: entry.id },
        signal: new AbortController().signal,
      });
    await expect(run()).rejects.toThrow('not over yet');
    scene.api.clock.moveTo(nine);
    await run();
    await run();
    expect(await told(entry)).toEqual(['waitlist.expired']);
  });

  test('of everyone, when the event type is deleted', async () => {
    const { entry, eventTypeId, held } = await waiting();
    const left = await joined(scene.org, eventTypeId, nine, numbered(2));
    await cancel(left.id);
    expect((await scene.org.call('DELETE', `/v1/event-types/${eventTypeId}`)).status).toBe(204);
    await runDueJobs(scene.api);
    expect(await entryOf(scene.org, entry)).toMatchObject({
      status: 'expired',
      expires_at: '2026-06-01T08:00:00Z',
    });
    expect(await statusOf(left)).toBe('cancelled');
    expect(await told(entry)).toEqual(['waitlist.expired']);
    await scene.org.call('POST', `/v1/bookings/${held.id}/cancel`);
    await runDueJobs(scene.api);
    expect(await statusOf(entry)).toBe('expired');
  });
});

describe('the list', () => {
  test('is filtered by event type and by how entries stand now', async () => {
    const { id } = await scene.org.eventType({ waitlist_enabled: true });
    const other = await waiting();
    const held = await scene.org.booked(id, '2026-06-20T09:00:00Z');
    await scene.org.booked(id, '2026-06-20T10:00:00Z');
    const wait = (number: number, hour: string) =>
      joined(scene.org, id, `2026-06-20T${hour}:00:00Z`, numbered(number));
    const promoted = await wait(1, '09');
    const cancelled = await wait(2, '10');
    const expired = await wait(3, '10');
    await cancel(cancelled.id);
    await scene.org.call('POST', `/v1/bookings/${held.id}/cancel`);
    await runDueJobs(scene.api);
    scene.api.clock.moveTo('2026-06-07T08:00:00Z');
    await runDueJobs(scene.api);
    const waits = await wait(4, '10');
    scene.api.clock.moveTo(expired.expires_at);
    const list = async (query: object) => {
      const search = new URLSearchParams({ event_type_id: id, ...query });
      const { body } = await scene.org.call('GET', `/v1/waitlist?${search}`);
      return body.data.map((each: { id: string }) => each.id);
    };
    expect(await list({})).toEqual([waits.id, expired.id, cancelled.id, promoted.id]);
    expect(await list({ status: 'waiting' })).toEqual([waits.id]);
    expect(await list({ status: 'expired' })).toEqual([expired.id]);
    expect(await list({ status: 'cancelled' })).toEqual([cancelled.id]);
    expect(await list({ status: 'promoted' })).toEqual([promoted.id]);
    expect(await list({ event_type_id: other.eventTypeId })).toEqual([other.entry.id]);
    await runDueJobs(scene.api);
    expect(await list({ status: 'expired' })).toEqual([expired.id]);
  });
});

test('live entries are not those of test keys', async () => {
  const { entry } = await waiting();
  const path = `/v1/waitlist/${entry.id}`;
  expect((await scene.api.call('GET', path, { key: scene.org.liveKey })).status).toBe(404);
  expect((await scene.api.call('GET', '/v1/waitlist', { key: scene.org.liveKey })).body.data).toEqual([]);
  const body = { event_type_id: entry.event_type_id, start_time: nine, ...kim };
  expect(
    (await scene.api.call('POST', '/v1/waitlist', { body: { ...body, ...numbered(3) } })).body.position,
  ).toBe(2);
});
