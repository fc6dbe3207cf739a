import { describe, expect, test } from 'vitest';
import {
  alex,
  dailyHours,
  refusalOf,
  useOrganization,
  windowOf,
} from '../../../test/harness/organization.ts';
import { expireUnpaid } from './expire-unpaid.ts';

/** Whatever the two databases could see differently: lists, JSON, null, numbers, ranges and instants. */
describe.each(['postgres', 'embedded'] as const)('on the %s database', (kind) => {
  const scene = useOrganization(kind);
  const nine = '2026-06-02T09:00:00Z';
  const halfPastNine = '2026-06-02T09:30:00Z';

  test('an event type keeps every field, also where it is null or an empty list', async () => {
    const full = {
      title: 'Ünïcode 🙂',
      description: 'Two\nlines "quoted" \\ and \'single\'',
      duration_options: [60, 30, 15],
      buffer_before_minutes: 5,
      buffer_after_minutes: 10,
      max_attendees: 100,
      price_amount: 12_345_678,
      reminder_intervals: [43_200, 5],
      booking_cap: 10_000,
      booking_cap_period: 'monthly',
      booking_window_days: 730,
      slot_interval_minutes: 5,
      location: 'https://meet.example.com/?a=1&b=%20',
    };
    const { id, ...made } = await scene.org.eventType(full);
    expect(made).toMatchObject({ ...full, bookings_remaining: 10_000, updated_at: '2026-06-01T08:00:00Z' });
    const empty = {
      description: null,
      duration_options: null,
      price_amount: null,
      reminder_intervals: [],
      booking_cap: null,
      booking_cap_period: null,
      booking_window_days: null,
      slot_interval_minutes: null,
      location: null,
    };
    const { body } = await scene.org.call('PATCH', `/v1/event-types/${id}`, empty);
    expect(body).toMatchObject({ ...empty, bookings_remaining: null });
    expect((await scene.org.call('GET', `/v1/event-types/${id}`)).body).toEqual(body);
    const taken = await scene.org.call('POST', '/v1/event-types', {
      ...full,
      slug: body.slug,
      duration_minutes: 30,
    });
    expect(refusalOf(taken)).toEqual([409, 'conflict']);
  });

  test('hours and overrides are kept in their order', async () => {
    const hours = {
      timezone: 'Asia/Kathmandu',
      rules: [
        { day_of_week: 6, ...windowOf('22:00:00-24:00:00') },
        { day_of_week: 0, ...windowOf('00:00:00-00:00:01') },
      ],
      overrides: [
        { date: '2027-01-01', windows: [windowOf('10:00:00-11:00:00'), windowOf('08:00:00-09:00:00')] },
        { date: '2026-12-31', windows: [] },
      ],
    };
    const { id } = await scene.org.eventType({}, hours);
    expect((await scene.org.call('GET', `/v1/event-types/${id}/availability`)).body).toMatchObject(hours);
  });

  test('a booking is made, found, moved and cancelled, and the log tells all of it', async () => {
    const { id } = await scene.org.eventType({ buffer_after_minutes: 15, slot_interval_minutes: 15 });
    const metadata = { text: 'a "b" \\ 🙂', number: 0.1, big: 9_007_199_254_740_991, yes: true, no: false };
    const booking = await scene.org.booked(id, nine, { ...alex, notes: null, metadata });
    expect(booking).toMatchObject({ metadata, notes: null, cancelled_at: null });
    const list = async (query: string) =>
      (await scene.org.call('GET', `/v1/bookings?${query}`)).body.data.map((each: { id: string }) => each.id);
    for (const query of [
      'metadata[number]=0.1',
      'metadata[big]=9007199254740991',
      'metadata[yes]=true&metadata[no]=false',
      `metadata[text]=${encodeURIComponent(metadata.text)}`,
      'invitee_email=ALEX@example.com&status=confirmed',
      `start_after=${nine}&start_before=${halfPastNine}&event_type_id=${id}`,
    ])
      expect(await list(query), query).toEqual([booking.id]);
    for (const query of ['metadata[number]=0.2', `start_after=${halfPastNine}`, 'status=cancelled'])
      expect(await list(query), query).toEqual([]);

    const starts = await scene.org.starts(id, '2026-06-02');
    expect(starts[0]).toBe('2026-06-02T09:45:00Z');
    expect(refusalOf(await scene.org.book(id, halfPastNine))).toEqual([409, 'slot_unavailable', 'booked']);

    const path = `/v1/bookings/${booking.id}`;
    const moved = (await scene.org.call('POST', `${path}/reschedule`, { new_start_time: halfPastNine })).body;
    expect(moved).toMatchObject({ status: 'rescheduled', revision: 1, metadata });
    const cancelled = await scene.api.call('POST', `${path}/cancel?token=${booking.cancel_token}`);
    expect(cancelled.body).toMatchObject({ status: 'cancelled', revision: 2, cancel_reason: null });
    expect(await scene.org.starts(id, '2026-06-02')).toContain(nine);

    const events = await scene.org.events();
    expect(events.map(({ event }) => event)).toEqual([
      'booking.created',
      'booking.confirmed',
      'booking.rescheduled',
      'booking.cancelled',
    ]);
    expect(events[2].data).toMatchObject({ metadata, previous_start_time: nine, start_time: halfPastNine });
    const second = await scene.org.call('GET', `/v1/events?limit=2&starting_after=${events[0].id}`);
    expect(second.body).toMatchObject({ data: [{ id: events[1].id }, { id: events[2].id }], has_more: true });
  });

  test('a group fills up, gives back, and follows its capacity', async () => {
    const { id } = await scene.org.eventType({ max_attendees: 2 }, dailyHours('UTC', '09:00-09:30'));
    const spots = async () => (await scene.org.availability(id, '2026-06-02')).slots[0]?.spots_remaining ?? 0;
    const first = await scene.org.booked(id, nine);
    await scene.org.booked(id, nine);
    expect([await spots(), refusalOf(await scene.org.book(id, nine))]).toEqual([
      0,
      [409, 'slot_unavailable', 'full'],
    ]);
    await scene.org.call('PATCH', `/v1/event-types/${id}`, { max_attendees: 3 });
    expect(await spots()).toBe(1);
    await scene.org.call('POST', `/v1/bookings/${first.id}/cancel`);
    expect(await spots()).toBe(2);
  });

  test('a cap counts, opens with its new period, and is recounted when it changes', async () => {
    const { id } = await scene.org.eventType({ booking_cap: 1, booking_cap_period: 'daily' });
    const remaining = async () =>
      (await scene.org.call('GET', `/v1/event-types/${id}`)).body.bookings_remaining;
    await scene.org.booked(id, nine);
    expect(refusalOf(await scene.org.book(id, halfPastNine))).toEqual([409, 'booking_cap_reached']);
    scene.api.clock.moveTo('2026-06-02T00:00:00Z');
    expect(await remaining()).toBe(1);
    await scene.org.booked(id, halfPastNine);
    const { body } = await scene.org.call('PATCH', `/v1/event-types/${id}`, {
      booking_cap: 5,
      booking_cap_period: 'weekly',
    });
    expect(body.bookings_remaining).toBe(3);
  });

  test('an unpaid booking lapses, and its job releases it', async () => {
    const { id } = await scene.org.eventType({
      price_amount: 500,
      booking_cap: 1,
      booking_cap_period: 'total',
    });
    const booking = await scene.org.booked(id, nine);
    scene.api.clock.moveBy(30 * 60_000);
    expect(await scene.org.starts(id, '2026-06-02')).toContain(nine);
    await expireUnpaid.handle(scene.api.deps, {
      id: 'job',
      data: { organizationId: scene.org.organizationId, bookingId: booking.id },
      signal: new AbortController().signal,
    });
    expect((await scene.org.call('GET', `/v1/bookings/${booking.id}`)).body.status).toBe('cancelled');
    await scene.org.booked(id, nine);
  });

  test('a key is made, used and revoked', async () => {
    const { id, key } = (await scene.org.call('POST', '/v1/api-keys', { name: 'Website' })).body;
    expect((await scene.api.call('GET', '/v1/api-keys', { key })).body.data[0]).toMatchObject({
      id,
      mode: 'test',
    });
    await scene.org.call('DELETE', `/v1/api-keys/${id}`);
    const { data } = (await scene.org.call('GET', '/v1/api-keys')).body;
    expect(data[0]).toMatchObject({ id, revoked_at: '2026-06-01T08:00:00Z' });
  });
});
