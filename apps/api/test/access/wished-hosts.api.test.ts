import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWorld, type World } from '../contract/world.ts';
import { createTestApi, type TestApi } from '../harness/api.ts';

// A member who is wished for as host is one of the event type, or nobody: no answer tells whom else there is.

let api: TestApi;
let world: World;
beforeAll(async () => {
  api = await createTestApi('postgres');
  world = createWorld(api);
});
afterAll(() => api.close());

const alex = { invitee_name: 'Alex Johnson', invitee_email: 'alex@example.com' };
const unknown = 'mbr_00000000000000000000000000';

async function strangers(): Promise<string[]> {
  const { test: own, live, otherTest, otherLive } = world.holders;
  const made = await Promise.all([own, live, otherTest, otherLive].map((each) => world.make('member', each)));
  return [...made.map(({ id }) => id), unknown, 'x', ''];
}

test('a booking is created with a host of its event type alone, with a key and without one', async () => {
  const { id: event_type_id } = await world.make('event_type', world.holders.test);
  for (const key of [world.holders.test.key, undefined])
    for (const host_id of await strangers()) {
      const body = { event_type_id, start_time: world.freeInstant(), ...alex, host_id };
      const { status, body: answer } = await api.call('POST', '/v1/bookings', { ...(key && { key }), body });
      expect([status, answer.error.code, answer.error.details], host_id).toEqual([
        409,
        'host_unavailable',
        undefined,
      ]);
    }
});

test('times are of a host of their event type alone, with a key and without one', async () => {
  const { id: event_type_id } = await world.make('event_type', world.holders.test);
  for (const key of [world.holders.test.key, undefined])
    for (const host_id of await strangers()) {
      const days = { start: '2026-06-02', end: '2026-06-02' };
      const query = new URLSearchParams({ event_type_id, ...days, host_id });
      const { status, body: answer } = await api.call('GET', `/v1/availability?${query}`, key ? { key } : {});
      expect([status, answer.error.code, answer.error.details], host_id).toEqual([
        409,
        'host_unavailable',
        undefined,
      ]);
    }
});

test('a booking is given to a host of its event type alone', async () => {
  const { id } = await world.make('booking', world.holders.test);
  for (const member_id of await strangers()) {
    const { key } = world.holders.test;
    const answer = await api.call('POST', `/v1/bookings/${id}/reassign`, { key, body: { member_id } });
    expect([answer.status, answer.body.error.code, answer.body.error.details], member_id).toEqual([
      409,
      'host_unavailable',
      undefined,
    ]);
  }
});
