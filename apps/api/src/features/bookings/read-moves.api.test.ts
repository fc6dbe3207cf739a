import { describe, expect, test } from 'vitest';
import {
  alex,
  createTestOrganization,
  dailyHours,
  refusalOf,
  useOrganization,
} from '../../../test/harness/organization.ts';

const at = (time: string) => `2026-06-02T${time}:00Z`;
const people = (...names: string[]) => ({
  attendees: names.map((name) => ({ name, email: `${name.toLowerCase()}@example.com` })),
});

describe.each(['postgres', 'embedded'] as const)('the times that a booking can be moved to (%s)', (kind) => {
  const scene = useOrganization(kind);

  interface Moving {
    readonly id: string;
    readonly event_type_id: string;
    readonly cancel_token: string;
  }
  type Query = Readonly<Record<string, string>>;

  /** Asks without a key and with the token, for one date, unless told. */
  const ask = ({ id, event_type_id, cancel_token }: Moving, more: Query = {}, key?: string) => {
    const dates = { start: '2026-06-02', end: '2026-06-02' };
    const query = {
      event_type_id,
      ...dates,
      booking_id: id,
      ...(key ? {} : { token: cancel_token }),
      ...more,
    };
    return scene.api.call('GET', `/v1/availability?${new URLSearchParams(query)}`, key ? { key } : {});
  };
  const startsOf = async (booking: Moving, more?: Query) => {
    const { status, body } = await ask(booking, more);
    expect({ status, body }).toMatchObject({ status: 200 });
    return body.slots.map(({ start_time }: { start_time: string }) => start_time);
  };
  const move = (id: string, new_start_time: string) =>
    scene.org.call('POST', `/v1/bookings/${id}/reschedule`, { new_start_time });
  const change = (eventTypeId: string, fields: object) =>
    scene.org.call('PATCH', `/v1/event-types/${eventTypeId}`, fields);

  test('are told in the form of availability, without a word of caps and of the waitlist', async () => {
    const { id } = await scene.org.eventType(
      { booking_cap: 1, booking_cap_period: 'total', waitlist_enabled: true },
      dailyHours('UTC', '09:00-10:30'),
    );
    const booking = await scene.org.booked(id, at('09:30'));
    expect(await scene.org.availability(id, '2026-06-02')).toMatchObject({ slots: [], capped: true });
    const answer = await ask(booking, { timezone: 'Europe/Berlin' });
    expect([answer.status, answer.body]).toEqual([
      200,
      {
        event_type_id: id,
        timezone: 'Europe/Berlin',
        start: '2026-06-02',
        end: '2026-06-02',
        slots: [
          { start_time: at('09:00'), end_time: at('09:30') },
          { start_time: at('10:00'), end_time: at('10:30') },
        ],
      },
    ]);
  });

  test('may overlap the booking itself, buffers included, and not another one', async () => {
    const { id } = await scene.org.eventType(
      { slot_interval_minutes: 15, buffer_after_minutes: 15 },
      dailyHours('UTC', '09:00-10:30'),
    );
    const booking = await scene.org.booked(id, at('09:15')); // takes 09:15 to 10:00
    expect(await scene.org.starts(id, '2026-06-02')).toEqual([at('10:00')]);
    expect(await startsOf(booking)).toEqual([at('09:00'), at('09:30'), at('09:45'), at('10:00')]);
    const other = await scene.org.booked(id, at('10:00'));
    expect(await startsOf(booking)).toEqual([at('09:00')]);
    expect(await startsOf(other)).toEqual([]);
  });

  test('have room for the whole party, and tell the spots without its own', async () => {
    const { id } = await scene.org.eventType({ max_attendees: 3 }, dailyHours('UTC', '09:00-11:00'));
    const party = await scene.org.booked(id, at('09:00'), people('Ann', 'Ben'));
    await scene.org.booked(id, at('09:30'), people('Cy', 'Di')); // one spot left
    await scene.org.booked(id, at('10:00'));
    expect((await ask(party)).body.slots).toEqual([
      { start_time: at('10:00'), end_time: at('10:30'), spots_remaining: 2, total_capacity: 3 },
      { start_time: at('10:30'), end_time: at('11:00'), spots_remaining: 3, total_capacity: 3 },
    ]);
  });

  test('have the length of the booking, though it is offered no more', async () => {
    const { id } = await scene.org.eventType(
      { duration_options: [30, 60], slot_interval_minutes: 30 },
      dailyHours('UTC', '09:00-11:00'),
    );
    const booking = await scene.org.booked(id, at('09:00'), { ...alex, duration: 60 });
    await change(id, { duration_options: null });
    const { body } = await ask(booking);
    expect(body.slots).toEqual([
      { start_time: at('09:30'), end_time: at('10:30') },
      { start_time: at('10:00'), end_time: at('11:00') },
    ]);
    expect((await ask(booking, { duration: '60' })).body).toEqual(body);
    expect(refusalOf(await ask(booking, { duration: '30' }))).toEqual([
      400,
      'validation_error',
      'query.duration',
    ]);
  });

  test('are there for an inactive event type, whose bookings may move', async () => {
    const { id } = await scene.org.eventType({}, dailyHours('UTC', '09:00-10:30'));
    const booking = await scene.org.booked(id, at('09:00'));
    await change(id, { active: false });
    expect(await startsOf(booking)).toEqual([at('09:30'), at('10:00')]);
  });

  test('are exactly those to which the command moves it', async () => {
    const { id } = await scene.org.eventType(
      { slot_interval_minutes: 15, buffer_before_minutes: 15, max_attendees: 3, minimum_notice_minutes: 60 },
      dailyHours('UTC', '08:30-11:00', '11:15-13:30'),
    );
    const { id: other } = await scene.org.eventType({}, dailyHours('UTC', '12:00-12:30'));
    scene.api.clock.moveTo(at('07:50'));
    const booking = await scene.org.booked(id, at('09:00'), people('Ann', 'Ben'));
    await scene.org.booked(id, at('10:30'), people('Cy', 'Di'));
    await scene.org.booked(id, at('11:15'));
    await scene.org.booked(other, at('12:00')); // with the buffer, nothing starts before 12:45
    await change(id, { booking_cap: 1, booking_cap_period: 'day', duration_minutes: 45 });
    const listed = await startsOf(booking);
    const accepted: string[] = [];
    for (let minutes = 8 * 60; minutes <= 14 * 60; minutes += 5) {
      const start = new Date(Date.parse(at('00:00')) + minutes * 60_000).toISOString().replace('.000Z', 'Z');
      const answer = await move(booking.id, start);
      if (answer.body.status !== 'rescheduled') continue;
      if (start !== booking.start_time) accepted.push(start);
      expect((await move(booking.id, booking.start_time)).status, 'the way back').toBe(200);
    }
    // From 08:50 on: over its own time, beside one more in a group, and where nobody is.
    const expected = ['09:15', '09:30', '09:45', '11:15', '12:45', '13:00'].map(at);
    expect([listed, accepted]).toEqual([expected, expected]);
  });

  test('are told to the bearer of its token, and to keys of its organization and mode', async () => {
    const { id } = await scene.org.eventType();
    const booking = await scene.org.booked(id, at('09:00'));
    const other = await scene.org.booked(id, at('10:00'));
    const stranger = await createTestOrganization(scene.api);
    const nobody = [401, 'unauthorized'];
    const refusals = [
      await ask(booking, { token: other.cancel_token }),
      await ask(booking, { token: '' }),
      await ask({ ...booking, id: `${booking.id.slice(0, -4)}0000` }),
      await ask({ ...booking, id: 'none' }),
      await ask({ ...booking, event_type_id: 'none', cancel_token: 'none' }),
    ];
    expect(refusals.map(refusalOf)).toEqual(refusals.map(() => nobody));
    expect(new Set(refusals.map(({ body }) => body.error.message)).size).toBe(1);
    for (const key of [scene.org.liveKey, stranger.testKey]) {
      const answer = await ask(booking, { token: booking.cancel_token }, key);
      expect(refusalOf(answer)).toEqual([404, 'not_found']);
    }
    const { body } = await ask(booking);
    expect((await ask(booking, {}, scene.org.testKey)).body).toEqual(body);
  });

  test('are asked for with the event type of the booking', async () => {
    const { id } = await scene.org.eventType();
    const { id: another } = await scene.org.eventType();
    const booking = await scene.org.booked(id, at('09:00'));
    const wrong = [400, 'validation_error', 'query.event_type_id'];
    expect(refusalOf(await ask({ ...booking, event_type_id: another }))).toEqual(wrong);
    const zone = [400, 'validation_error', 'query.timezone'];
    expect(refusalOf(await ask(booking, { timezone: 'Mars/Olympus' }))).toEqual(zone);
  });

  test('are refused as the command refuses to move', async () => {
    const cancelled = await scene.org.booked((await scene.org.eventType()).id, at('09:00'));
    await scene.org.call('POST', `/v1/bookings/${cancelled.id}/cancel`);
    const orphan = await scene.org.booked((await scene.org.eventType()).id, at('09:30'));
    await scene.org.call('DELETE', `/v1/event-types/${orphan.event_type_id}`);
    const begun = await scene.org.booked((await scene.org.eventType()).id, at('10:00'));
    const unpaid = await scene.org.booked((await scene.org.eventType({ price_amount: 500 })).id, at('12:00'));
    expect(await startsOf(unpaid)).toContain(at('13:00'));
    scene.api.clock.moveTo(at('10:00')); // the unpaid one has lapsed by then
    for (const [booking, code] of [
      [cancelled, 'booking_cancelled'],
      [orphan, 'conflict'],
      [begun, 'conflict'],
      [unpaid, 'booking_cancelled'],
    ] as const) {
      const listing = await ask(booking);
      expect(refusalOf(listing)).toEqual([409, code]);
      const command = await move(booking.id, at('14:00'));
      expect(command.body.error.message).toBe(listing.body.error.message);
    }
  });
});
