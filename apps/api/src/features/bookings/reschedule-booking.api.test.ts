import { describe, expect, test } from 'vitest';
import { alex, dailyHours, refusalOf, useOrganization } from '../../../test/harness/organization.ts';

const scene = useOrganization();
const nine = '2026-06-02T09:00:00Z';
const ten = '2026-06-02T10:00:00Z';
const move = (id: string, new_start_time: string, fields: object = {}) =>
  scene.org.call('POST', `/v1/bookings/${id}/reschedule`, { new_start_time, ...fields });
const unavailable = (reason: string) => [409, 'slot_unavailable', reason];

describe('a moved booking', () => {
  test('is the same one at another time', async () => {
    const { id } = await scene.org.eventType({ duration_options: [30, 60] });
    const fields = { ...alex, duration: 60, metadata: { order: 7 }, notes: 'Hello' };
    const before = await scene.org.booked(id, nine, fields);
    scene.api.clock.moveBy(60_000);
    const answer = await move(before.id, '2026-06-03T14:00:00+02:00', { reason: 'Travelling\nthat day' });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      ...before,
      status: 'rescheduled',
      start_time: '2026-06-03T12:00:00Z',
      end_time: '2026-06-03T13:00:00Z',
      rescheduled_at: '2026-06-01T08:01:00Z',
      reschedule_reason: 'Travelling that day',
      revision: 1,
      updated_at: '2026-06-01T08:01:00Z',
    });
    expect((await scene.org.call('GET', `/v1/bookings/${before.id}`)).body).toEqual(answer.body);
  });

  test('frees its old time and takes the new one', async () => {
    const { id } = await scene.org.eventType();
    const booking = await scene.org.booked(id, nine);
    await move(booking.id, ten);
    const starts = await scene.org.starts(id, '2026-06-02');
    expect([starts.includes(nine), starts.includes(ten)]).toEqual([true, false]);
    expect(refusalOf(await scene.org.book(id, ten))).toEqual(unavailable('booked'));
    await scene.org.booked(id, nine);
  });

  test('can be moved again and cancelled, counting its changes', async () => {
    const { id } = await scene.org.eventType();
    const booking = await scene.org.booked(id, nine);
    await move(booking.id, ten, { reason: 'First' });
    const again = await move(booking.id, nine);
    expect(again.body).toMatchObject({ status: 'rescheduled', revision: 2, reschedule_reason: null });
    const cancelled = await scene.org.call('POST', `/v1/bookings/${booking.id}/cancel`);
    expect(cancelled.body).toMatchObject({ status: 'cancelled', revision: 3 });
    await scene.org.booked(id, nine);
  });

  test('may go into time that it holds itself', async () => {
    const { id } = await scene.org.eventType({ slot_interval_minutes: 15, buffer_after_minutes: 15 });
    const booking = await scene.org.booked(id, nine);
    expect(await move(booking.id, '2026-06-02T09:15:00Z')).toMatchObject({ status: 200 });
    expect(await move(booking.id, nine)).toMatchObject({ status: 200 });
  });

  test('keeps its length when the event type’s has changed', async () => {
    const { id } = await scene.org.eventType();
    const booking = await scene.org.booked(id, nine);
    await scene.org.call('PATCH', `/v1/event-types/${id}`, {
      duration_minutes: 60,
      slot_interval_minutes: 30,
    });
    const { body } = await move(booking.id, '2026-06-02T16:30:00Z');
    expect([body.end_time, body.event_type.duration]).toEqual(['2026-06-02T17:00:00Z', 30]);
  });

  test('takes the buffers of the present', async () => {
    const { id } = await scene.org.eventType({ slot_interval_minutes: 30 });
    const { id: plain } = await scene.org.eventType();
    const booking = await scene.org.booked(id, nine);
    await scene.org.call('PATCH', `/v1/event-types/${id}`, {
      buffer_before_minutes: 30,
      buffer_after_minutes: 60,
    });
    await move(booking.id, '2026-06-02T12:00:00Z'); // reserves 11:30 to 13:30
    const starts = await scene.org.starts(plain, '2026-06-02');
    const taken = ['11:30', '12:00', '12:30', '13:00'].map((time) => `2026-06-02T${time}:00Z`);
    expect(starts.filter((start) => taken.includes(start))).toEqual([]);
    expect(starts).toHaveLength(16 - taken.length);
  });

  test('keeps its place in a group, and joins another one', async () => {
    const { id } = await scene.org.eventType({ max_attendees: 2 });
    const [one, two] = [await scene.org.booked(id, nine), await scene.org.booked(id, nine)];
    await scene.org.booked(id, ten);
    await move(one.id, ten);
    const spotsAt = async (time: string) => {
      const { slots } = await scene.org.availability(id, '2026-06-02');
      return slots.find((slot: { start_time: string }) => slot.start_time === time)?.spots_remaining ?? 0;
    };
    expect([await spotsAt(nine), await spotsAt(ten)]).toEqual([1, 0]);
    expect(refusalOf(await move(two.id, ten))).toEqual(unavailable('full'));
    expect(await spotsAt(nine)).toBe(1);
  });
});

describe('a party that is larger than its event type allows by now', () => {
  const people = (count: number) =>
    Array.from({ length: count }, (_, i) => ({ name: `P${i}`, email: `p${i}@example.com` }));

  test.each([1, 2])('keeps its size when it moves, with %d spots left to a slot', async (max_attendees) => {
    const { id } = await scene.org.eventType({ max_attendees: 3 });
    const party = await scene.org.booked(id, nine, { attendees: people(3) });
    await scene.org.booked(id, '2026-06-02T11:00:00Z');
    await scene.org.call('PATCH', `/v1/event-types/${id}`, { max_attendees });
    const query = `event_type_id=${id}&start=2026-06-02&end=2026-06-02&booking_id=${party.id}`;
    const { slots } = (await scene.org.call('GET', `/v1/availability?${query}`)).body;
    const starts = slots.map(({ start_time }: { start_time: string }) => start_time);
    expect([starts.includes(ten), starts.includes('2026-06-02T11:00:00Z')]).toEqual([true, false]);
    const into = await move(party.id, '2026-06-02T11:00:00Z');
    expect(refusalOf(into).slice(0, 2)).toEqual([409, 'slot_unavailable']);
    expect(await move(party.id, ten)).toMatchObject({ status: 200, body: { attendee_count: 3 } });
    expect(refusalOf(await scene.org.book(id, ten)).slice(0, 2)).toEqual([409, 'slot_unavailable']);
    expect((await scene.org.starts(id, '2026-06-02')).includes(nine)).toBe(true);
  });
});

describe('moving to the time it has', () => {
  test('answers the booking unchanged, without an event', async () => {
    const { id } = await scene.org.eventType();
    const booking = await scene.org.booked(id, nine);
    const events = await scene.org.events();
    scene.api.clock.moveBy(1000);
    expect(await move(booking.id, '2026-06-02T11:00:00+02:00', { reason: 'Again' })).toMatchObject({
      status: 200,
      body: booking,
    });
    expect(await scene.org.events()).toEqual(events);
    const moved = (await move(booking.id, ten)).body;
    expect((await move(booking.id, ten)).body).toEqual(moved);
    expect(await scene.org.events()).toHaveLength(events.length + 1);
  });

  test('even outside the hours of today, or when it has begun', async () => {
    const { id } = await scene.org.eventType();
    const booking = await scene.org.booked(id, nine);
    await scene.org.call('PUT', `/v1/event-types/${id}/availability`, { timezone: 'UTC', rules: [] });
    scene.api.clock.moveTo(ten);
    expect(await move(booking.id, nine)).toMatchObject({ status: 200, body: booking });
  });
});

describe('a booking cannot be moved', () => {
  test('to a time that is not bookable; the answer names others', async () => {
    const { id } = await scene.org.eventType({ minimum_notice_minutes: 120, booking_window_days: 7 });
    const booking = await scene.org.booked(id, nine);
    await scene.org.booked(id, ten);
    const before = [
      await scene.org.events(),
      (await scene.org.call('GET', `/v1/bookings/${booking.id}`)).body,
    ];
    for (const [time, reason] of [
      [ten, 'booked'],
      ['2026-06-01T07:00:00Z', 'in_past'],
      ['2026-06-01T09:00:00Z', 'notice_too_short'],
      ['2026-06-09T09:00:00Z', 'beyond_window'],
      ['2026-06-02T08:00:00Z', 'outside_hours'],
      ['2026-06-02T09:10:00Z', 'not_on_grid'],
    ] as const)
      expect(refusalOf(await move(booking.id, time)), time).toEqual(unavailable(reason));
    const { alternatives } = (await move(booking.id, ten)).body.error.details;
    expect(alternatives).toHaveLength(3);
    expect([
      await scene.org.events(),
      (await scene.org.call('GET', `/v1/bookings/${booking.id}`)).body,
    ]).toEqual(before);
    expect(refusalOf(await scene.org.book(id, nine))).toEqual(unavailable('booked'));
    expect(await move(booking.id, alternatives[0].start_time)).toMatchObject({ status: 200 });
  });

  test('and the others may overlap its own time, which is none of them', async () => {
    const { id } = await scene.org.eventType({ slot_interval_minutes: 15, max_attendees: 2 });
    const { id: other } = await scene.org.eventType({ slot_interval_minutes: 15 });
    const booking = await scene.org.booked(id, nine);
    await scene.org.booked(other, '2026-06-02T09:45:00Z');
    const { body } = await move(booking.id, '2026-06-02T09:30:00Z');
    const starts = body.error.details.alternatives.map((each: { start_time: string }) => each.start_time);
    expect(starts).toEqual(['09:15', '10:15', '10:30'].map((time) => `2026-06-02T${time}:00Z`));
  });

  test('once it is cancelled', async () => {
    const { id } = await scene.org.eventType();
    const booking = await scene.org.booked(id, nine);
    await scene.org.call('POST', `/v1/bookings/${booking.id}/cancel`);
    expect(refusalOf(await move(booking.id, ten))).toEqual([409, 'booking_cancelled']);
    expect(refusalOf(await move(booking.id, nine))).toEqual([409, 'booking_cancelled']);
  });

  test('once it has begun', async () => {
    const { id } = await scene.org.eventType();
    const booking = await scene.org.booked(id, nine);
    scene.api.clock.moveTo(nine);
    expect(refusalOf(await move(booking.id, ten))).toEqual([409, 'conflict']);
  });

  test('once its event type is deleted', async () => {
    const { id } = await scene.org.eventType();
    const booking = await scene.org.booked(id, nine);
    await scene.org.call('DELETE', `/v1/event-types/${id}`);
    expect(refusalOf(await move(booking.id, ten))).toEqual([409, 'conflict']);
  });

  test.each([
    [{}, 'new_start_time'],
    [{ new_start_time: 'tomorrow' }, 'new_start_time'],
    [{ new_start_time: ten, reason: 'x'.repeat(501) }, 'reason'],
    [{ new_start_time: ten, duration: 60 }, 'duration'],
  ])('with the body %o', async (body, path) => {
    const { id } = await scene.org.eventType();
    const booking = await scene.org.booked(id, nine);
    const answer = await scene.org.call('POST', `/v1/bookings/${booking.id}/reschedule`, body);
    expect(refusalOf(answer)).toEqual([400, 'validation_error', `body.${path}`]);
  });
});

test('an inactive event type keeps the bookings that it has, which may be moved', async () => {
  const { id } = await scene.org.eventType();
  const booking = await scene.org.booked(id, nine);
  await scene.org.call('PATCH', `/v1/event-types/${id}`, { active: false });
  expect(await move(booking.id, ten)).toMatchObject({ status: 200, body: { status: 'rescheduled' } });
});

test('the title and the price of the event type do not matter to a booking that moves', async () => {
  const { id } = await scene.org.eventType({}, dailyHours('UTC', '09:00-17:00'));
  const booking = await scene.org.booked(id, nine);
  await scene.org.call('PATCH', `/v1/event-types/${id}`, { title: 'New title', price_amount: 500 });
  const { body } = await move(booking.id, ten);
  expect(body).toMatchObject({ status: 'rescheduled', event_type: { title: 'New title' } });
  expect(body).not.toHaveProperty('payment');
});
