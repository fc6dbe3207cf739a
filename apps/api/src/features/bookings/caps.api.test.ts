import { beforeEach, describe, expect, test } from 'vitest';
import { alex, dailyHours, refusalOf, useOrganization } from '../../../test/harness/organization.ts';

const scene = useOrganization();
const capReached = [409, 'booking_cap_reached'];
const allDay = (timezone: string) => dailyHours(timezone, '00:00-24:00');

/** Each booking of a test takes a slot of its own, months ahead: what counts is when it is received. */
let slots = 0;
beforeEach(() => {
  slots = 0;
});
const nextSlot = () => new Date(Date.UTC(2027, 5, 1) + slots++ * 30 * 60_000).toISOString();
const receive = (id: string, fields?: object) => scene.org.booked(id, nextSlot(), fields);
const tryToReceive = async (id: string) => refusalOf(await scene.org.book(id, nextSlot()));

const capped = (booking_cap: number, booking_cap_period: string, timezone = 'UTC') =>
  scene.org.eventType({ booking_cap, booking_cap_period, slot_interval_minutes: 15 }, allDay(timezone));
const change = (id: string, body: object) => scene.org.call('PATCH', `/v1/event-types/${id}`, body);
const remaining = async (id: string) =>
  (await scene.org.call('GET', `/v1/event-types/${id}`)).body.bookings_remaining;

describe('a reached cap', () => {
  test('is told by availability, by the booking and by the event type', async () => {
    const { id, bookings_remaining } = await capped(2, 'daily');
    expect(bookings_remaining).toBe(2);
    await receive(id);
    expect(await remaining(id)).toBe(1);
    await receive(id);
    expect(await remaining(id)).toBe(0);
    const until = '2026-06-02T00:00:00Z';
    expect(await scene.org.availability(id, '2026-06-10')).toMatchObject({
      slots: [],
      capped: true,
      cap_resets_at: until,
    });
    const refused = await scene.org.book(id, nextSlot());
    expect(refused.body.error.details).toEqual({ resets_at: until });
    const query = `event_type_id=${id}&start_time=2026-06-10T09:00:00Z`;
    const explained = (await scene.org.call('GET', `/v1/availability/explain?${query}`)).body;
    expect(explained).toMatchObject({ reason: 'cap_reached', details: { resets_at: until } });
    expect(refusalOf(refused)).toEqual(capReached);
    expect(refused.body.error.message).toBe('Fully booked for now.');
    const { body } = await scene.org.call('GET', '/v1/event-types');
    expect(body.data.map((each: { bookings_remaining: unknown }) => each.bookings_remaining)).toEqual([
      0,
      null,
    ]);
  });

  test('is judged before the slot', async () => {
    const { id } = await capped(1, 'daily');
    await receive(id);
    expect(refusalOf(await scene.org.book(id, '2020-01-01T00:00:00Z'))).toEqual(capReached);
  });

  test('concerns its own event type only', async () => {
    const { id } = await capped(1, 'daily');
    await receive(id);
    await receive((await scene.org.eventType({}, allDay('UTC'))).id);
  });

  test('does not keep a booking from being moved', async () => {
    const { id } = await capped(1, 'daily');
    const booking = await receive(id);
    const moved = await scene.org.call('POST', `/v1/bookings/${booking.id}/reschedule`, {
      new_start_time: nextSlot(),
    });
    expect(moved).toMatchObject({ status: 200, body: { status: 'rescheduled' } });
    expect(await remaining(id)).toBe(0);
  });
});

describe('what counts', () => {
  test('a booking counts when it is received, however far ahead it is held', async () => {
    const { id } = await capped(1, 'monthly');
    await scene.org.booked(id, '2028-01-01T00:00:00Z');
    expect(await tryToReceive(id)).toEqual(capReached);
  });

  test('a party counts one', async () => {
    const { id } = await scene.org.eventType({
      max_attendees: 5,
      booking_cap: 2,
      booking_cap_period: 'daily',
    });
    const attendees = ['a', 'b', 'c'].map((name) => ({ name, email: `${name}@example.com` }));
    await scene.org.booked(id, '2026-06-02T09:00:00Z', { attendees });
    expect(await remaining(id)).toBe(1);
  });

  test('a cancelled booking does not count', async () => {
    const { id } = await capped(1, 'daily');
    const booking = await receive(id);
    await scene.org.call('POST', `/v1/bookings/${booking.id}/cancel`);
    expect(await remaining(id)).toBe(1);
    await scene.org.call('POST', `/v1/bookings/${booking.id}/cancel`);
    expect(await remaining(id)).toBe(1);
    await receive(id);
    expect(await tryToReceive(id)).toEqual(capReached);
  });

  test('a booking of a former period changes nothing when it is cancelled', async () => {
    const { id } = await capped(2, 'daily');
    const yesterday = await receive(id);
    scene.api.clock.moveBy(24 * 3_600_000);
    await receive(id);
    await scene.org.call('POST', `/v1/bookings/${yesterday.id}/cancel`);
    expect(await remaining(id)).toBe(1);
  });

  test('nor before the new period has received one itself', async () => {
    const { id } = await capped(2, 'daily');
    const yesterday = await receive(id);
    scene.api.clock.moveBy(24 * 3_600_000);
    await scene.org.call('POST', `/v1/bookings/${yesterday.id}/cancel`);
    expect(await remaining(id)).toBe(2);
    await receive(id);
    expect(await remaining(id)).toBe(1);
  });

  test('a refused booking does not count', async () => {
    const { id } = await capped(2, 'daily');
    await scene.org.booked(id, '2027-01-01T00:00:00Z');
    expect((await scene.org.book(id, '2027-01-01T00:00:00Z')).status).toBe(409);
    expect(await remaining(id)).toBe(1);
  });
});

/** The last second of a period, and that the cap is open again with the next: periods as the zone's clock has them. */
const borders: [string, string, string][] = [
  ['daily', 'UTC', '2026-06-10T23:59:59Z'],
  ['daily', 'America/New_York', '2026-06-11T03:59:59Z'],
  ['daily', 'Asia/Kathmandu', '2026-06-10T18:14:59Z'],
  ['daily', 'America/New_York', '2026-11-02T04:59:59Z'], // the day of 25 hours
  ['daily', 'America/New_York', '2027-03-15T03:59:59Z'], // the day of 23 hours
  ['weekly', 'UTC', '2026-06-07T23:59:59Z'],
  ['weekly', 'Australia/Sydney', '2026-06-07T13:59:59Z'],
  ['weekly', 'America/New_York', '2026-11-02T04:59:59Z'],
  ['weekly', 'UTC', '2027-01-03T23:59:59Z'], // the week goes on over New Year
  ['monthly', 'UTC', '2026-06-30T23:59:59Z'],
  ['monthly', 'Pacific/Auckland', '2026-06-30T11:59:59Z'],
  ['monthly', 'America/New_York', '2026-12-01T04:59:59Z'],
  ['monthly', 'UTC', '2027-02-28T23:59:59Z'],
  ['monthly', 'UTC', '2026-12-31T23:59:59Z'],
];
describe('a new period opens the cap again', () => {
  test.each(borders)('%s in %s, after %s', async (period, zone, lastSecond) => {
    scene.api.clock.moveTo('2026-06-01T12:00:00Z');
    const { id } = await capped(2, period, zone);
    scene.api.clock.moveTo(lastSecond);
    await receive(id);
    scene.api.clock.moveBy(999);
    await receive(id);
    expect(await tryToReceive(id)).toEqual(capReached);
    const opensAgain = new Date(Date.parse(lastSecond) + 1000).toISOString().replace('.000', '');
    expect(await scene.org.availability(id, '2027-06-10')).toMatchObject({
      capped: true,
      cap_resets_at: opensAgain,
    });
    const { error } = (await scene.org.book(id, nextSlot())).body;
    expect(error.details).toEqual({ resets_at: opensAgain });
    scene.api.clock.moveBy(1);
    expect(await remaining(id)).toBe(2);
    expect(await scene.org.availability(id, '2027-06-10')).not.toHaveProperty('capped');
    await receive(id);
    await receive(id);
    expect(await tryToReceive(id)).toEqual(capReached);
  });

  test.each([
    ['daily', 'America/New_York', '2026-11-01T04:00:00Z', '2026-11-02T04:59:59Z'],
    ['weekly', 'UTC', '2026-12-28T00:00:00Z', '2027-01-03T23:59:59Z'],
    ['monthly', 'Pacific/Auckland', '2026-05-31T12:00:00Z', '2026-06-30T11:59:59Z'],
  ])('%s in %s: from %s to %s is one period', async (period, zone, first, last) => {
    scene.api.clock.moveTo(new Date(Date.parse(first) - 1).toISOString());
    const { id } = await capped(2, period, zone);
    await receive(id);
    scene.api.clock.moveTo(first);
    expect(await remaining(id)).toBe(2);
    await receive(id);
    scene.api.clock.moveTo(last);
    expect(await remaining(id)).toBe(1);
  });
});

describe('a total cap', () => {
  test('counts what was received since it was set, for ever', async () => {
    const { id } = await scene.org.eventType({}, allDay('UTC'));
    await receive(id);
    scene.api.clock.moveBy(1000);
    await change(id, { booking_cap: 2, booking_cap_period: 'total' });
    expect(await remaining(id)).toBe(2);
    await receive(id);
    await receive(id);
    scene.api.clock.moveTo('2027-05-01T00:00:00Z');
    const refused = await scene.org.book(id, nextSlot());
    expect([refusalOf(refused), refused.body.error.details]).toEqual([capReached, { resets_at: null }]);
    expect(await scene.org.availability(id, '2027-06-10')).toMatchObject({
      capped: true,
      cap_resets_at: null,
    });
  });

  test('counts exactly in a process whose clock is behind that of the one where it was set', async () => {
    const { id } = await capped(1, 'total');
    scene.api.clock.moveBy(-2_000);
    const { id: booking } = await receive(id);
    expect(await remaining(id)).toBe(0);
    await scene.org.call('POST', `/v1/bookings/${booking}/cancel`);
    expect(await remaining(id)).toBe(1);
    await receive(id);
    await change(id, { booking_cap: 2 });
    expect(await remaining(id)).toBe(1);
  });

  test('keeps its instant when only the number changes', async () => {
    const { id } = await capped(1, 'total');
    await receive(id);
    scene.api.clock.moveBy(1000);
    expect((await change(id, { booking_cap: 3 })).body.bookings_remaining).toBe(2);
    await receive(id);
    scene.api.clock.moveBy(1000);
    expect((await change(id, { booking_cap: 1 })).body.bookings_remaining).toBe(0);
    expect(await tryToReceive(id)).toEqual(capReached);
  });

  test.each([
    ['the period changes away and back', [{ booking_cap_period: 'daily' }, { booking_cap_period: 'total' }]],
    [
      'the cap is removed and set again',
      [
        { booking_cap: null, booking_cap_period: null },
        { booking_cap: 2, booking_cap_period: 'total' },
      ],
    ],
  ])('counts anew when %s', async (_, changes) => {
    const { id } = await capped(2, 'total');
    await receive(id);
    scene.api.clock.moveBy(1000);
    for (const each of changes) await change(id, each);
    expect(await remaining(id)).toBe(2);
  });
});

describe('a changed cap or zone counts what was received already', () => {
  test('when a cap is set', async () => {
    const { id } = await scene.org.eventType({}, allDay('UTC'));
    await receive(id);
    const cancelled = await receive(id);
    await scene.org.call('POST', `/v1/bookings/${cancelled.id}/cancel`);
    scene.api.clock.moveBy(1000);
    const answer = await change(id, { booking_cap: 2, booking_cap_period: 'weekly' });
    expect(answer.body.bookings_remaining).toBe(1);
    await receive(id);
    expect(await tryToReceive(id)).toEqual(capReached);
  });

  test('when the period changes', async () => {
    const { id } = await capped(3, 'daily');
    await receive(id);
    scene.api.clock.moveBy(24 * 3_600_000);
    await receive(id);
    expect(await remaining(id)).toBe(2);
    expect((await change(id, { booking_cap_period: 'weekly' })).body.bookings_remaining).toBe(1);
    expect((await change(id, { booking_cap_period: 'daily' })).body.bookings_remaining).toBe(2);
  });

  test('when bookings came in while there was no cap', async () => {
    const { id } = await capped(5, 'weekly');
    await receive(id);
    await change(id, { booking_cap: null, booking_cap_period: null });
    await receive(id);
    const answer = await change(id, { booking_cap: 5, booking_cap_period: 'weekly' });
    expect(answer.body.bookings_remaining).toBe(3);
  });

  test('when the number falls below it, nothing is left and nothing is lost', async () => {
    const { id } = await capped(3, 'daily');
    const booking = await receive(id);
    for (let i = 0; i < 2; i++) await receive(id);
    expect((await change(id, { booking_cap: 1 })).body.bookings_remaining).toBe(0);
    await scene.org.call('POST', `/v1/bookings/${booking.id}/cancel`);
    expect(await remaining(id)).toBe(0);
    expect((await change(id, { booking_cap: 3 })).body.bookings_remaining).toBe(1);
  });

  test('when the hours move to another zone, where the day began at another time', async () => {
    scene.api.clock.moveTo('2026-06-10T01:00:00Z');
    const { id } = await capped(5, 'daily', 'UTC');
    await receive(id);
    scene.api.clock.moveTo('2026-06-10T20:00:00Z');
    await receive(id);
    expect(await remaining(id)).toBe(3);
    const setZone = (zone: string) =>
      scene.org.call('PUT', `/v1/event-types/${id}/availability`, allDay(zone));
    await setZone('America/New_York'); // it is 16:00 there, and 01:00 UTC was the evening before
    expect(await remaining(id)).toBe(4);
    await setZone('Asia/Tokyo'); // it is 05:00 of the next day there, which began at 15:00 UTC
    expect(await remaining(id)).toBe(4);
    await setZone('UTC');
    expect(await remaining(id)).toBe(3);
  });

  test('without a cap there is nothing to tell', async () => {
    const { id } = await capped(1, 'daily');
    await receive(id, alex);
    expect(
      (await change(id, { booking_cap: null, booking_cap_period: null })).body.bookings_remaining,
    ).toBeNull();
    await receive(id);
  });
});
