import { describe, expect, test } from 'vitest';
import { dailyHours, refusalOf, useOrganization } from '../../../test/harness/organization.ts';
import { kim, numbered, join as tryToJoin } from '../../../test/harness/waitlist-scene.ts';

const scene = useOrganization();
const nine = '2026-06-02T09:00:00Z';
const ten = '2026-06-02T10:00:00Z';
const waitlisted = (fields: object = {}, hours?: object | null) =>
  scene.org.eventType({ waitlist_enabled: true, ...fields }, hours);
const join = (id: string, start: string | null, fields: object = {}) =>
  tryToJoin(scene.org, id, start, fields);

test('who joins is told the whole entry, once with the token', async () => {
  const { id } = await waitlisted();
  await scene.org.booked(id, nine);
  const { status, body } = await join(id, nine, { notes: ' Any chair \u0007will do. ' });
  expect(status).toBe(201);
  expect(body).toEqual({
    id: expect.stringMatching(/^wle_[0-9a-z]{26}$/),
    event_type_id: id,
    status: 'waiting',
    is_test: true,
    start_time: nine,
    duration_minutes: 30,
    ...kim,
    notes: 'Any chair will do.',
    booking_id: null,
    expires_at: nine,
    created_at: '2026-06-01T08:00:00Z',
    position: 1,
    cancel_token: expect.stringMatching(/^[\w-]{43}\.org_\w{26}$/),
  });
  expect((await scene.org.call('GET', `/v1/waitlist/${body.id}`)).body).toEqual(body);
});

test('an entry waits until its start, or for 7 days', async () => {
  const { id } = await waitlisted();
  const until = async (start: string) => {
    await scene.org.booked(id, start);
    return (await join(id, start)).body.expires_at;
  };
  expect(await until('2026-06-07T16:00:00Z')).toBe('2026-06-07T16:00:00Z');
  expect(await until('2026-06-08T09:00:00Z')).toBe('2026-06-08T08:00:00Z');
  expect(await until('2026-07-08T09:00:00Z')).toBe('2026-06-08T08:00:00Z');
});

describe('positions', () => {
  const full = async (id: string) => {
    const { full_slots } = await scene.org.availability(id, '2026-06-02');
    return full_slots.map(({ start_time, waitlist_position }: Record<string, unknown>) => [
      start_time,
      waitlist_position,
    ]);
  };

  test('count who joined earlier and would take the same time; availability tells what a joiner would get', async () => {
    const { id } = await waitlisted(
      { booking_window_days: 1 },
      dailyHours('UTC', '09:00-09:30', '10:00-10:30'),
    );
    for (const day of ['01', '02'])
      for (const hour of ['09', '10']) await scene.org.booked(id, `2026-06-${day}T${hour}:00:00Z`);
    expect(await full(id)).toEqual([
      [nine, 1],
      [ten, 1],
    ]);
    const position = async (number: number, start: string | null) =>
      (await join(id, start, numbered(number))).body.position;
    expect(await position(1, nine)).toBe(1);
    expect(await position(2, ten)).toBe(1);
    expect(await position(3, null)).toBe(3);
    expect(await position(4, nine)).toBe(3);
    expect(await position(5, null)).toBe(5);
    expect(await full(id)).toEqual([
      [nine, 5],
      [ten, 4],
    ]);
    expect((await join(id, ten, numbered(6))).body.position).toBe(4);
  });

  test('move up when someone leaves or their time is over; of who left, it stays', async () => {
    const { id } = await waitlisted();
    await scene.org.booked(id, nine);
    const [first, second, third] = await Promise.all([1, 2, 3].map((n) => join(id, nine, numbered(n))));
    const all = [first, second, third].map((answer) => answer?.body).sort((a, b) => a.position - b.position);
    expect(all.map(({ position }) => position)).toEqual([1, 2, 3]);
    await scene.org.call('POST', `/v1/waitlist/${all[0].id}/cancel`);
    const now = async () => {
      const { data } = (await scene.org.call('GET', `/v1/waitlist?event_type_id=${id}`)).body;
      return all.map((each) => data.find((row: { id: string }) => row.id === each.id).position);
    };
    expect(await now()).toEqual([1, 1, 2]);
    expect(await full(id)).toEqual([[nine, 3]]);
    scene.api.clock.moveTo(nine);
    expect(await now()).toEqual([1, 2, 3]);
  });
});

describe('is refused', () => {
  test('where there is no waitlist', async () => {
    const { id } = await scene.org.eventType();
    await scene.org.booked(id, nine);
    expect(refusalOf(await join(id, nine))).toEqual([400, 'validation_error', 'body.event_type_id']);
  });

  test('for an event type that takes no bookings, or is of another mode', async () => {
    const { id } = await waitlisted();
    await scene.org.booked(id, nine);
    const event_type_id = id;
    const live = await scene.api.call('POST', '/v1/waitlist', {
      key: scene.org.liveKey,
      body: { event_type_id, start_time: nine, ...kim },
    });
    expect(refusalOf(live)).toEqual([404, 'not_found']);
    await scene.org.call('PATCH', `/v1/event-types/${id}`, { active: false });
    expect(refusalOf(await join(id, nine))).toEqual([404, 'not_found']);
    await scene.org.call('DELETE', `/v1/event-types/${id}`);
    expect(refusalOf(await join(id, nine))).toEqual([404, 'not_found']);
  });

  test('for what can be booked now', async () => {
    const { id } = await waitlisted();
    expect(refusalOf(await join(id, nine))).toEqual([409, 'conflict']);
    await scene.org.booked(id, nine);
    expect((await join(id, nine)).status).toBe(201);
    // Any time will do, and others are free.
    expect(refusalOf(await join(id, null))).toEqual([409, 'conflict']);
  });

  test('for a group with a spot left, but not for a full one', async () => {
    const { id } = await waitlisted({ max_attendees: 2 });
    await scene.org.booked(id, nine);
    expect(refusalOf(await join(id, nine))).toEqual([409, 'conflict']);
    await scene.org.booked(id, nine, { ...numbered(7) });
    expect((await join(id, nine)).status).toBe(201);
  });

  test('the second time, whatever the case of the address; for another slot, or after leaving, it is not', async () => {
    const { id } = await waitlisted();
    await scene.org.booked(id, nine);
    await scene.org.booked(id, ten);
    const first = await join(id, nine);
    expect(first.status).toBe(201);
    expect(refusalOf(await join(id, nine, { invitee_email: 'KIM@Example.com' }))).toEqual([409, 'conflict']);
    expect((await join(id, ten)).status).toBe(201);
    await scene.org.call('POST', `/v1/waitlist/${first.body.id}/cancel`);
    expect((await join(id, nine)).status).toBe(201);
  });

  test('the second time for any slot, too', async () => {
    const { id } = await waitlisted({ booking_cap: 1, booking_cap_period: 'total' });
    await scene.org.booked(id, nine);
    expect((await join(id, null)).status).toBe(201);
    expect(refusalOf(await join(id, null))).toEqual([409, 'conflict']);
  });

  test.each([
    ['in_past', '2026-06-01T07:30:00Z'],
    ['notice_too_short', '2026-06-01T09:00:00Z'],
    ['beyond_window', '2026-06-12T09:00:00Z'],
    ['outside_hours', '2026-06-03T08:30:00Z'],
    ['not_on_grid', '2026-06-03T09:10:00Z'],
    ['not_on_grid', '2026-06-03T09:00:00.500Z'],
  ])('for a time that could not be booked anyway: %s, %s', async (reason, start) => {
    const { id } = await waitlisted({ minimum_notice_minutes: 120, booking_window_days: 10 });
    expect(refusalOf(await join(id, start))).toEqual([409, 'slot_unavailable', reason]);
    // Nor when the cap is all that is told of it.
    await scene.org.call('PATCH', `/v1/event-types/${id}`, { booking_cap: 1, booking_cap_period: 'total' });
    await scene.org.booked(id, nine);
    expect(refusalOf(await join(id, start))).toEqual([409, 'slot_unavailable', reason]);
  });

  test('with alternatives that can be booked', async () => {
    const { id } = await waitlisted();
    const { body } = await join(id, '2026-06-02T09:10:00Z');
    expect(body.error.details.alternatives[0].start_time).toBe(nine);
  });

  test('for a length that is not offered', async () => {
    const { id } = await waitlisted({ duration_options: [30, 60] });
    await scene.org.booked(id, nine);
    expect(refusalOf(await join(id, nine, { duration_minutes: 45 }))).toEqual([
      400,
      'validation_error',
      'body.duration_minutes',
    ]);
    expect((await join(id, nine, { duration_minutes: 60 })).body.duration_minutes).toBe(60);
  });

  test('without a name, an address or a zone', async () => {
    const { id } = await waitlisted();
    expect(refusalOf(await scene.org.call('POST', '/v1/waitlist', { event_type_id: id }))).toEqual([
      400,
      'validation_error',
      'body.invitee_name',
      'body.invitee_email',
      'body.invitee_timezone',
    ]);
    expect(refusalOf(await join(id, nine, { invitee_name: '\u200e' }))).toEqual([
      400,
      'validation_error',
      'body.invitee_name',
    ]);
  });
});

test('an entry that is over holds its wish against nobody, though no job has come yet', async () => {
  const { id } = await waitlisted();
  const later = '2026-06-20T09:00:00Z';
  await scene.org.booked(id, later);
  const first = await join(id, later);
  scene.api.clock.moveTo(first.body.expires_at);
  const second = await join(id, later);
  expect([second.status, second.body.position]).toEqual([201, 1]);
  const read = await scene.org.call('GET', `/v1/waitlist/${first.body.id}`);
  expect(read.body.status).toBe('expired');
  const expired = (await scene.org.events()).filter(({ event }) => event === 'waitlist.expired');
  expect(expired.map(({ data }) => data.id)).toEqual([first.body.id]);
});

test('a time that only the cap keeps from being booked can be waited for', async () => {
  const { id } = await waitlisted({ booking_cap: 1, booking_cap_period: 'daily' });
  await scene.org.booked(id, nine);
  expect((await join(id, ten)).status).toBe(201);
  expect((await join(id, nine)).status).toBe(201);
});
