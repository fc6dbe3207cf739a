import { describe, expect, test } from 'vitest';
import { refusalOf, useOrganization } from '../../../test/harness/organization.ts';
import { buildApp } from '../../app.ts';

const scene = useOrganization();
const nine = '2026-06-02T09:00:00Z';
const ten = '2026-06-02T10:00:00Z';
const read = async (query = '') => {
  return scene.org.call('GET', `/v1/events?${query}`);
};
const idsOf = ({ body }: { body: { data: { id: string }[] } }) => body.data.map(({ id }) => id);

/** One booking that is made, moved and cancelled: four messages. */
async function live() {
  const { id } = await scene.org.eventType();
  const made = await scene.org.booked(id, nine);
  scene.api.clock.moveBy(1000);
  const moved = await scene.org.call('POST', `/v1/bookings/${made.id}/reschedule`, { new_start_time: ten });
  scene.api.clock.moveBy(1000);
  const cancelled = await scene.org.call('POST', `/v1/bookings/${made.id}/cancel`, { reason: 'Ill' });
  return [made, made, moved.body, cancelled.body];
}

test('the log tells every change once, oldest first, with the booking as it was then', async () => {
  const [created, , moved, cancelled] = await live();
  const withoutToken = ({ cancel_token: _, ...rest }: { cancel_token: string }) => rest;
  const message = (event: string, created_at: string, data: object) => ({
    id: expect.stringMatching(/^msg_[0-9a-z]{26}$/),
    event,
    created_at,
    is_test: true,
    data,
  });
  const { status, body } = await read();
  expect([status, body.has_more]).toEqual([200, false]);
  expect(body.data).toEqual([
    message('booking.created', '2026-06-01T08:00:00Z', withoutToken(created)),
    message('booking.confirmed', '2026-06-01T08:00:00Z', withoutToken(created)),
    message('booking.rescheduled', '2026-06-01T08:00:01Z', {
      ...withoutToken(moved),
      previous_start_time: nine,
    }),
    message('booking.cancelled', '2026-06-01T08:00:02Z', withoutToken(cancelled)),
  ]);
  expect(new Set(idsOf({ body })).size).toBe(4);
});

test('no token is anywhere in the log, neither in answers nor in the table', async () => {
  const [{ cancel_token }] = await live();
  const rows = await scene.api.deps.database.db.selectFrom('events').selectAll().execute();
  expect(rows.length).toBeGreaterThan(3);
  for (const text of [JSON.stringify((await read()).body), JSON.stringify(rows)]) {
    expect(text).not.toContain(cancel_token);
    expect(text).not.toContain('cancel_token');
  }
});

describe('reading', () => {
  test('goes on after the last id, in pages', async () => {
    await live();
    const all = idsOf(await read());
    const first = await read('limit=3');
    expect([idsOf(first), first.body.has_more]).toEqual([all.slice(0, 3), true]);
    const rest = await read(`limit=3&starting_after=${all[2]}`);
    expect([idsOf(rest), rest.body.has_more]).toEqual([all.slice(3), false]);
    expect(idsOf(await read(`starting_after=${all[3]}`))).toEqual([]);
  });

  test('may be for one event only', async () => {
    await live();
    const all = idsOf(await read());
    expect(idsOf(await read('event=booking.rescheduled'))).toEqual([all[2]]);
    expect(idsOf(await read(`event=booking.cancelled&starting_after=${all[0]}`))).toEqual([all[3]]);
    expect(idsOf(await read(`event=booking.created&starting_after=${all[0]}`))).toEqual([]);
  });

  test('shows nothing of the other mode or of another organization', async () => {
    await live();
    const [id] = idsOf(await read());
    for (const key of [scene.org.liveKey, scene.api.other.testKey]) {
      for (const query of ['', `?starting_after=${id}`]) {
        const answer = await scene.api.call('GET', `/v1/events${query}`, { key });
        expect(answer).toMatchObject({ status: 200, body: { data: [] } });
      }
    }
  });

  test('from an id that was cleared away goes on after its time', async () => {
    scene.api.clock.moveTo('2026-06-01T12:00:00Z'); // later than any id that was made before
    await live();
    const all = idsOf(await read());
    const { db } = scene.api.deps.database;
    await db.deleteFrom('events').where('id', 'in', all.slice(0, 2)).execute();
    expect(idsOf(await read(`starting_after=${all[1]}`))).toEqual(all.slice(2));
  });

  test.each(['event=booking.moved', 'limit=0', 'limit=101', 'starting_after=bkg_01jz5x8k3mqv7e2n4r6t8w9y0a'])(
    'with %s is refused',
    async (query) => {
      expect(refusalOf(await read(query)).slice(0, 2)).toEqual([400, 'validation_error']);
    },
  );
});

describe('the log and the change stand or fall together', () => {
  test('a booking whose transaction fails is neither stored nor told', async () => {
    const { api, org } = scene;
    const { id } = await org.eventType({ price_amount: 500 });
    const enqueue = () => Promise.reject(new Error('The queue is gone.'));
    const server = await buildApp({ ...api.deps, queue: { ...api.deps.queue, enqueue } });
    const booking = { event_type_id: id, start_time: nine, invitee_name: 'A', invitee_email: 'a@b.example' };
    const failed = await server.inject({ method: 'POST', url: '/v1/bookings', payload: booking });
    await server.close();
    expect(failed.statusCode).toBe(500);
    expect((await read()).body.data).toEqual([]);
    expect((await org.call('GET', '/v1/bookings')).body.data).toEqual([]);
    // The premise: the same request, where the queue is there, does both.
    await org.booked(id, nine);
    expect((await read()).body.data).toMatchObject([{ event: 'booking.created' }]);
  });

  test('what is refused or changes nothing is not told', async () => {
    const { id } = await scene.org.eventType();
    const booking = await scene.org.booked(id, nine);
    const before = idsOf(await read());
    expect(before).toHaveLength(2);
    const path = `/v1/bookings/${booking.id}`;
    const taken = await scene.org.book(id, nine);
    const odd = await scene.org.call('POST', `${path}/reschedule`, {
      new_start_time: '2026-06-02T09:01:00Z',
    });
    const own = await scene.org.call('POST', `${path}/reschedule`, { new_start_time: nine });
    expect([taken.status, odd.status, own.status]).toEqual([409, 409, 200]);
    expect(idsOf(await read())).toEqual(before);
  });
});
