import { describe, expect, test } from 'vitest';
import { dailyHours, refusalOf, useOrganization } from '../../../test/harness/organization.ts';

const scene = useOrganization();
const meeting = { title: 'Meeting', slug: 'meeting', duration_minutes: 30 };
const live = (method: string, path: string, body?: unknown) =>
  scene.api.call(method, path, { key: scene.org.liveKey, body });

describe('a new organization', () => {
  test('has one event type in test mode, "Test Event", and nothing in live mode', async () => {
    const { body } = await scene.org.call('GET', '/v1/event-types');
    expect(body).toMatchObject({
      data: [
        {
          id: scene.org.testEventTypeId,
          title: 'Test Event',
          slug: 'test-event',
          duration_minutes: 30,
          timezone: 'UTC',
          is_test: true,
        },
      ],
      has_more: false,
    });
    expect((await live('GET', '/v1/event-types')).body).toEqual({ data: [], has_more: false });
  });

  test('offers it from Monday to Friday, 09:00 to 17:00 UTC', async () => {
    const starts = await scene.org.starts(scene.org.testEventTypeId, '2026-06-01', { end: '2026-06-07' });
    expect(starts).toHaveLength(5 * 16);
    expect(starts.at(0)).toBe('2026-06-01T09:00:00Z');
    expect(starts.at(-1)).toBe('2026-06-05T16:30:00Z');
  });
});

describe('a slug', () => {
  const taken = [409, 'conflict'];

  test('is taken once per organization and mode', async () => {
    await scene.org.call('POST', '/v1/event-types', meeting);
    const again = await scene.org.call('POST', '/v1/event-types', meeting);
    expect(refusalOf(again)).toEqual(taken);
    expect(again.body.error.message).toBe('Slug already exists within the organization.');
    expect((await live('POST', '/v1/event-types', meeting)).status).toBe(201);
    const elsewhere = await scene.api.call('POST', '/v1/event-types', {
      key: scene.api.other.testKey,
      body: meeting,
    });
    expect(elsewhere.status).toBe(201);
  });

  test('cannot be taken by a change either, but an event type may keep its own', async () => {
    await scene.org.call('POST', '/v1/event-types', meeting);
    const { id } = (await scene.org.call('POST', '/v1/event-types', { ...meeting, slug: 'other' })).body;
    const path = `/v1/event-types/${id}`;
    expect(refusalOf(await scene.org.call('PATCH', path, { slug: 'meeting' }))).toEqual(taken);
    expect(await scene.org.call('PATCH', path, { slug: 'other' })).toMatchObject({ status: 200 });
  });

  test('is free again once its event type is deleted', async () => {
    const { id } = (await scene.org.call('POST', '/v1/event-types', meeting)).body;
    await scene.org.call('DELETE', `/v1/event-types/${id}`);
    expect((await scene.org.call('POST', '/v1/event-types', meeting)).status).toBe(201);
  });
});

describe('a change', () => {
  test('touches only the fields that it names, and tells when it was made', async () => {
    const before = await scene.org.eventType({ description: 'About', price_amount: 500 });
    scene.api.clock.moveBy(60_000);
    const change = { title: 'Quick Chat', duration_minutes: 15, active: false };
    const { body } = await scene.org.call('PATCH', `/v1/event-types/${before.id}`, change);
    expect(body).toEqual({ ...before, ...change, updated_at: '2026-06-01T08:01:00Z' });
  });

  test('of nothing changes nothing', async () => {
    const before = await scene.org.eventType();
    scene.api.clock.moveBy(60_000);
    expect(await scene.org.call('PATCH', `/v1/event-types/${before.id}`, {})).toMatchObject({
      status: 200,
      body: before,
    });
  });

  test.each([
    [{ duration_minutes: 45 }, 'body.duration_options'],
    [{ duration_options: [15, 60] }, 'body.duration_options'],
    [{ booking_cap: null }, 'body.booking_cap'],
    [{ booking_cap_period: null }, 'body.booking_cap'],
  ])('is judged together with what is stored: %o is refused', async (change, path) => {
    const { id } = await scene.org.eventType({
      duration_options: [15, 30],
      booking_cap: 5,
      booking_cap_period: 'daily',
    });
    const answer = await scene.org.call('PATCH', `/v1/event-types/${id}`, change);
    expect(refusalOf(answer)).toEqual([400, 'validation_error', path]);
  });

  test.each([
    { duration_minutes: 45, duration_options: [15, 45] },
    { duration_minutes: 45, duration_options: null },
    { duration_minutes: 15 },
    { booking_cap: null, booking_cap_period: null },
    { booking_cap: 6 },
    { booking_cap_period: 'total' },
  ])('is judged together with what is stored: %o is taken', async (change) => {
    const { id } = await scene.org.eventType({
      duration_options: [15, 30],
      booking_cap: 5,
      booking_cap_period: 'daily',
    });
    expect(await scene.org.call('PATCH', `/v1/event-types/${id}`, change)).toMatchObject({
      status: 200,
      body: change,
    });
  });
});

describe('a deleted event type', () => {
  test('is gone from every answer, while its bookings stay', async () => {
    const { id } = await scene.org.eventType();
    const booking = await scene.org.booked(id, '2026-06-02T09:00:00Z');
    expect(await scene.org.call('DELETE', `/v1/event-types/${id}`)).toMatchObject({
      status: 204,
      body: undefined,
    });
    const gone = [404, 'not_found'];
    const query = `event_type_id=${id}&start=2026-06-02&end=2026-06-02`;
    for (const [method, path, body] of [
      ['GET', `/v1/event-types/${id}`],
      ['PATCH', `/v1/event-types/${id}`, { title: 'Back' }],
      ['DELETE', `/v1/event-types/${id}`],
      ['GET', `/v1/event-types/${id}/availability`],
      ['PUT', `/v1/event-types/${id}/availability`, dailyHours('UTC', '09:00-10:00')],
      ['GET', `/v1/public/event-types/${id}`],
      ['GET', `/v1/availability?${query}`],
      ['GET', `/v1/availability/explain?event_type_id=${id}&start_time=2026-06-02T10:00:00Z`],
    ] as const)
      expect(refusalOf(await scene.org.call(method, path, body)), `${method} ${path}`).toEqual(gone);
    expect(refusalOf(await scene.org.book(id, '2026-06-02T10:00:00Z'))).toEqual(gone);
    const listed = (await scene.org.call('GET', '/v1/event-types')).body.data;
    expect(listed.map((each: { id: string }) => each.id)).toEqual([scene.org.testEventTypeId]);
    expect(await scene.org.call('GET', `/v1/bookings/${booking.id}`)).toMatchObject({
      status: 200,
      body: { status: 'confirmed', event_type: { id, title: 'A meeting', duration: 30 } },
    });
  });

  test('leaves the host’s time taken by its bookings, and lets them be cancelled', async () => {
    const { id } = await scene.org.eventType();
    const another = await scene.org.eventType();
    const booking = await scene.org.booked(id, '2026-06-02T09:00:00Z');
    await scene.org.call('DELETE', `/v1/event-types/${id}`);
    expect(refusalOf(await scene.org.book(another.id, '2026-06-02T09:00:00Z'))).toEqual([
      409,
      'slot_unavailable',
      'booked',
    ]);
    expect(await scene.org.call('POST', `/v1/bookings/${booking.id}/cancel`)).toMatchObject({
      status: 200,
      body: { status: 'cancelled' },
    });
    await scene.org.booked(another.id, '2026-06-02T09:00:00Z');
  });
});

describe('the list', () => {
  test('is filtered by active and read in pages, newest first', async () => {
    const ids = [scene.org.testEventTypeId];
    for (let i = 0; i < 3; i++) ids.unshift((await scene.org.eventType({}, null)).id);
    const [newest, , paused] = ids;
    await scene.org.call('PATCH', `/v1/event-types/${paused}`, { active: false });
    const list = async (query: string) => {
      const { body } = await scene.org.call('GET', `/v1/event-types?${query}`);
      return [body.data.map((each: { id: string }) => each.id), body.has_more];
    };
    expect(await list('')).toEqual([ids, false]);
    expect(await list('active=true')).toEqual([ids.filter((id) => id !== paused), false]);
    expect(await list('active=false')).toEqual([[paused], false]);
    expect(await list('limit=2')).toEqual([ids.slice(0, 2), true]);
    expect(await list(`limit=2&starting_after=${ids[1]}`)).toEqual([ids.slice(2), false]);
    await scene.org.call('DELETE', `/v1/event-types/${newest}`);
    expect(await list(`starting_after=${newest}`)).toEqual([ids.slice(1), false]);
  });
});

describe('the public view', () => {
  const shown = [
    'id',
    'organization_id',
    'title',
    'slug',
    'description',
    'duration_minutes',
    'duration_options',
    'buffer_before_minutes',
    'buffer_after_minutes',
    'color',
    'timezone',
    'active',
    'is_test',
    'price_amount',
    'price_currency',
    'max_attendees',
    'minimum_notice_minutes',
    'cancel_cutoff_minutes',
    'reschedule_cutoff_minutes',
    'location',
    'waitlist_enabled',
    'created_at',
    'updated_at',
    'organization',
    'hosts',
  ];

  test('shows the listed fields and no others, by both paths, live and test', async () => {
    const { id } = await scene.org.eventType({ booking_cap: 3, booking_cap_period: 'daily' });
    const { id: liveId } = (await live('POST', '/v1/event-types', meeting)).body;
    for (const path of [
      `/v1/event-types/${id}`,
      `/v1/public/event-types/${id}`,
      `/v1/public/event-types/${liveId}`,
    ]) {
      const { status, body } = await scene.api.call('GET', path);
      expect([status, Object.keys(body)]).toEqual([200, shown]);
    }
    const withKey = await scene.org.call('GET', `/v1/public/event-types/${id}`);
    expect(Object.keys(withKey.body)).toEqual(shown);
    expect((await scene.org.call('GET', `/v1/event-types/${id}`)).body).toMatchObject({
      booking_cap: 3,
      bookings_remaining: 3,
    });
  });

  test('hides an inactive event type, which only its keys still see', async () => {
    const { id } = await scene.org.eventType();
    await scene.org.call('PATCH', `/v1/event-types/${id}`, { active: false });
    const gone = [404, 'not_found'];
    const query = `event_type_id=${id}&start=2026-06-02&end=2026-06-02`;
    for (const path of [`/v1/event-types/${id}`, `/v1/public/event-types/${id}`, `/v1/availability?${query}`])
      expect(refusalOf(await scene.api.call('GET', path)), path).toEqual(gone);
    const booking = { event_type_id: id, start_time: '2026-06-02T09:00:00Z' };
    expect(
      refusalOf(
        await scene.api.call('POST', '/v1/bookings', {
          body: { ...booking, invitee_name: 'A', invitee_email: 'a@b.example' },
        }),
      ),
    ).toEqual(gone);
    expect(refusalOf(await scene.org.book(id, '2026-06-02T09:00:00Z'))).toEqual(gone);
    expect((await scene.org.call('GET', `/v1/event-types/${id}`)).body.active).toBe(false);
    await scene.org.call('PATCH', `/v1/event-types/${id}`, { active: true });
    expect((await scene.api.call('GET', `/v1/event-types/${id}`)).status).toBe(200);
    await scene.org.booked(id, '2026-06-02T09:00:00Z');
  });
});
