import { describe, expect, test } from 'vitest';
import { dailyHours, refusalOf, useOrganization } from '../../../test/harness/organization.ts';

const scene = useOrganization();

/** Times of 2026-06-02. */
const at = (...times: string[]) => times.map((time) => `2026-06-02T${time}:00Z`);
const slot = (start: string, end: string) => ({ start_time: at(start)[0], end_time: at(end)[0] });
const ask = (query: Record<string, string>) =>
  scene.api.call('GET', `/v1/availability?${new URLSearchParams(query)}`);

describe('the answer', () => {
  test('has the zone and the dates of the question, and slots in UTC, ascending', async () => {
    const { id } = await scene.org.eventType({}, dailyHours('America/New_York', '09:00-10:00'));
    const query = { event_type_id: id, start: '2026-06-02', end: '2026-06-03', timezone: 'America/New_York' };
    expect(await ask(query)).toMatchObject({ status: 200 });
    expect((await ask(query)).body).toEqual({
      event_type_id: id,
      timezone: 'America/New_York',
      start: '2026-06-02',
      end: '2026-06-03',
      slots: [
        slot('13:00', '13:30'),
        slot('13:30', '14:00'),
        { start_time: '2026-06-03T13:00:00Z', end_time: '2026-06-03T13:30:00Z' },
        { start_time: '2026-06-03T13:30:00Z', end_time: '2026-06-03T14:00:00Z' },
      ],
    });
  });

  test('is in UTC unless told', async () => {
    const { id } = await scene.org.eventType({}, dailyHours('UTC', '00:00-00:30', '23:30-24:00'));
    const { body } = await ask({ event_type_id: id, start: '2026-06-02', end: '2026-06-02' });
    expect(body).toEqual({
      event_type_id: id,
      timezone: 'UTC',
      start: '2026-06-02',
      end: '2026-06-02',
      slots: [slot('00:00', '00:30'), { ...slot('23:30', '23:30'), end_time: '2026-06-03T00:00:00Z' }],
    });
  });

  test('holds the slots that start on the dates as they are in the asked zone, both dates included', async () => {
    const { id } = await scene.org.eventType({}, dailyHours('UTC', '00:00-24:00'));
    const starts = await scene.org.starts(id, '2026-06-02', { end: '2026-06-03', timezone: 'Asia/Tokyo' });
    expect([starts.length, starts.at(0), starts.at(-1)]).toEqual([
      96,
      '2026-06-01T15:00:00Z',
      '2026-06-03T14:30:00Z',
    ]);
  });

  test('accepts an alias of a zone and says it back', async () => {
    const { id } = await scene.org.eventType({}, dailyHours('Asia/Calcutta', '09:00-09:30'));
    const { timezone, slots } = await scene.org.availability(id, '2026-06-02', { timezone: 'Asia/Calcutta' });
    expect([timezone, slots]).toEqual(['Asia/Calcutta', [slot('03:30', '04:00')]]);
  });

  test('is the same for everyone, with or without a key', async () => {
    const { id } = await scene.org.eventType();
    const { body } = await ask({ event_type_id: id, start: '2026-06-02', end: '2026-06-02' });
    expect(body.slots).toHaveLength(16);
    expect(await scene.org.availability(id, '2026-06-02')).toEqual(body);
  });
});

describe('the question', () => {
  const dates = { start: '2026-06-02', end: '2026-06-02' };

  test.each([
    ['92 days', { start: '2026-06-02', end: '2026-09-01' }, 200],
    ['93 days', { start: '2026-06-02', end: '2026-09-02' }, 'query.end'],
    ['an end before its start', { start: '2026-06-02', end: '2026-06-01' }, 'query.end'],
    ['a date that does not exist', { ...dates, start: '2026-02-30' }, 'query.start'],
    ['an instant for a date', { ...dates, end: '2026-06-02T00:00:00Z' }, 'query.end'],
    ['an unknown zone', { ...dates, timezone: 'Mars/Olympus' }, 'query.timezone'],
    ['a length that is not offered', { ...dates, duration: '20' }, 'query.duration'],
    ['a length that is no number', { ...dates, duration: 'long' }, 'query.duration'],
    ['a length of one of the options', { ...dates, duration: '60' }, 200],
    ['the length it has anyway', { ...dates, duration: '30' }, 200],
    ['a parameter that nobody knows', { ...dates, colour: 'red' }, 200],
  ])('may it be for %s?', async (_, query, expected) => {
    const { id } = await scene.org.eventType({ duration_options: [30, 60] });
    const answer = await ask({ event_type_id: id, ...query });
    if (expected === 200) expect(answer.status).toBe(200);
    else expect(refusalOf(answer)).toEqual([400, 'validation_error', expected]);
  });

  test.each(['event_type_id', 'start', 'end'])('needs %s', async (name) => {
    const query: Record<string, string> = { event_type_id: scene.org.testEventTypeId, ...dates };
    delete query[name];
    expect(refusalOf(await ask(query))).toEqual([400, 'validation_error', `query.${name}`]);
  });

  test('has no other names for its dates', async () => {
    const query = { event_type_id: scene.org.testEventTypeId, start_date: dates.start, end_date: dates.end };
    expect(refusalOf(await ask(query))).toEqual([400, 'validation_error', 'query.start', 'query.end']);
  });

  test('may name duration_minutes even where there are no options', async () => {
    const { id } = await scene.org.eventType();
    expect(await scene.org.starts(id, '2026-06-02', { duration: '30' })).toHaveLength(16);
    expect(refusalOf(await ask({ event_type_id: id, ...dates, duration: '60' }))).toEqual([
      400,
      'validation_error',
      'query.duration',
    ]);
  });

  test.each(['evt_unknown', 'evt_01jz5x8k3mqv7e2n4r6t8w9y0a', 'x', ' ', '../'])(
    'about the event type %s is not found',
    async (id) => {
      expect(refusalOf(await ask({ event_type_id: id, ...dates }))).toEqual([404, 'not_found']);
    },
  );

  test('with a key finds only its own organization and mode', async () => {
    const { id } = await scene.org.eventType();
    const path = `/v1/availability?event_type_id=${id}&start=2026-06-02&end=2026-06-02`;
    for (const key of [scene.org.liveKey, scene.api.other.testKey])
      expect(refusalOf(await scene.api.call('GET', path, { key }))).toEqual([404, 'not_found']);
  });
});

describe('the grid', () => {
  test.each([
    ['is the length and both buffers', {}, ['09:00', '10:00', '11:00']],
    [
      'is the interval where there is one',
      { slot_interval_minutes: 45 },
      ['09:00', '09:45', '10:30', '11:15'],
    ],
    ['may be finer than the length', { duration_minutes: 90, slot_interval_minutes: 60 }, ['09:00', '10:00']],
  ])('%s', async (_, fields, times) => {
    const buffers = { buffer_before_minutes: 10, buffer_after_minutes: 20 };
    const { id } = await scene.org.eventType({ ...buffers, ...fields }, dailyHours('UTC', '09:00-11:45'));
    expect(await scene.org.starts(id, '2026-06-02')).toEqual(at(...times));
  });

  test('is that of the asked length', async () => {
    const { id } = await scene.org.eventType(
      { duration_options: [30, 60] },
      dailyHours('UTC', '09:00-11:30'),
    );
    const { slots } = await scene.org.availability(id, '2026-06-02', { duration: '60' });
    expect(slots).toEqual([slot('09:00', '10:00'), slot('10:00', '11:00')]);
  });
});

describe('what is taken', () => {
  test('is kept free on both sides, by the buffers of both bookings', async () => {
    const plain = await scene.org.eventType({ slot_interval_minutes: 15 });
    const buffered = await scene.org.eventType({
      slot_interval_minutes: 15,
      buffer_before_minutes: 15,
      buffer_after_minutes: 30,
    });
    await scene.org.booked(buffered.id, '2026-06-02T12:00:00Z'); // reserves 11:45 to 13:00
    const missing = async (id: string) => {
      const offered = await scene.org.starts(id, '2026-06-02');
      const all = await scene.org.starts(id, '2026-06-03');
      return all.map((start) => start.replace('-03T', '-02T')).filter((start) => !offered.includes(start));
    };
    expect(await missing(plain.id)).toEqual(at('11:30', '11:45', '12:00', '12:15', '12:30', '12:45'));
    expect(await missing(buffered.id)).toEqual(
      at('11:00', '11:15', '11:30', '11:45', '12:00', '12:15', '12:30', '12:45', '13:00'),
    );
  });

  test('stays as it was booked when the buffers change later', async () => {
    const { id } = await scene.org.eventType({ slot_interval_minutes: 30, buffer_after_minutes: 30 });
    await scene.org.booked(id, '2026-06-02T12:00:00Z'); // reserves 12:00 to 13:00
    await scene.org.call('PATCH', `/v1/event-types/${id}`, {
      buffer_before_minutes: 0,
      buffer_after_minutes: 0,
    });
    const starts = await scene.org.starts(id, '2026-06-02');
    expect(starts).toContain(at('11:30')[0]);
    expect(starts).not.toContain(at('12:30')[0]);
    expect(starts).toContain(at('13:00')[0]);
    await scene.org.call('PATCH', `/v1/event-types/${id}`, { buffer_after_minutes: 60 });
    expect(await scene.org.starts(id, '2026-06-02')).not.toContain(at('11:30')[0]);
    expect(await scene.org.starts(id, '2026-06-02')).toContain(at('13:00')[0]);
  });

  test('is taken for every event type of the host, in one mode', async () => {
    const { id } = await scene.org.eventType();
    const { liveKey: key } = scene.org;
    const { body: live } = await scene.api.call('POST', '/v1/event-types', {
      key,
      body: { title: 'Live', slug: 'live', duration_minutes: 30 },
    });
    const hours = dailyHours('UTC', '12:00-12:30');
    await scene.api.call('PUT', `/v1/event-types/${live.id}/availability`, { key, body: hours });
    await scene.org.booked(id, '2026-06-02T12:00:00Z');
    expect(await scene.org.starts(scene.org.testEventTypeId, '2026-06-02')).not.toContain(at('12:00')[0]);
    const query = { event_type_id: live.id, start: '2026-06-02', end: '2026-06-02' };
    expect((await ask(query)).body.slots).toEqual([slot('12:00', '12:30')]);
  });

  test('is free again once cancelled', async () => {
    const { id } = await scene.org.eventType();
    const { id: bookingId } = await scene.org.booked(id, '2026-06-02T12:00:00Z');
    expect(await scene.org.starts(id, '2026-06-02')).not.toContain(at('12:00')[0]);
    await scene.org.call('POST', `/v1/bookings/${bookingId}/cancel`);
    expect(await scene.org.starts(id, '2026-06-02')).toContain(at('12:00')[0]);
  });
});

describe('the time that is left', () => {
  test('begins now: a slot that starts this very moment is the first', async () => {
    const { id } = await scene.org.eventType();
    scene.api.clock.moveTo('2026-06-02T12:00:00Z');
    expect((await scene.org.starts(id, '2026-06-02'))[0]).toBe(at('12:00')[0]);
    scene.api.clock.moveBy(1);
    expect((await scene.org.starts(id, '2026-06-02'))[0]).toBe(at('12:30')[0]);
  });

  test('begins after the notice', async () => {
    const { id } = await scene.org.eventType({ minimum_notice_minutes: 24 * 60 });
    scene.api.clock.moveTo('2026-06-01T12:00:00Z');
    expect((await scene.org.starts(id, '2026-06-01', { end: '2026-06-03' }))[0]).toBe(at('12:00')[0]);
    scene.api.clock.moveBy(1);
    expect((await scene.org.starts(id, '2026-06-01', { end: '2026-06-03' }))[0]).toBe(at('12:30')[0]);
  });

  test('ends with the last date of the booking window in the event type’s zone', async () => {
    const { id } = await scene.org.eventType(
      { booking_window_days: 2 },
      dailyHours('Asia/Tokyo', '00:00-24:00'),
    );
    const last = async () => (await scene.org.starts(id, '2026-06-01', { end: '2026-06-30' })).at(-1);
    scene.api.clock.moveTo('2026-06-01T14:59:59Z'); // 23:59:59 in Tokyo: the last date is 3 June
    expect(await last()).toBe('2026-06-03T14:30:00Z');
    scene.api.clock.moveBy(1000);
    expect(await last()).toBe('2026-06-04T14:30:00Z');
  });

  test('is nothing in the past', async () => {
    const { id } = await scene.org.eventType();
    expect(await scene.org.starts(id, '2026-05-31')).toEqual([]);
    expect(await scene.org.starts(id, '1970-01-01', { end: '1970-03-01' })).toEqual([]);
  });
});

describe('special fields', () => {
  test('groups tell the spots of each slot', async () => {
    const { id } = await scene.org.eventType({ max_attendees: 3 }, dailyHours('UTC', '09:00-10:00'));
    await scene.org.booked(id, '2026-06-02T09:30:00Z');
    expect((await scene.org.availability(id, '2026-06-02')).slots).toEqual([
      { ...slot('09:00', '09:30'), spots_remaining: 3, total_capacity: 3 },
      { ...slot('09:30', '10:00'), spots_remaining: 2, total_capacity: 3 },
    ]);
  });

  test('a reached cap leaves no slots and says so', async () => {
    const { id } = await scene.org.eventType({ booking_cap: 1, booking_cap_period: 'daily' });
    expect(await scene.org.availability(id, '2026-06-02')).not.toHaveProperty('capped');
    await scene.org.booked(id, '2026-06-02T09:30:00Z');
    expect(await scene.org.availability(id, '2026-06-03')).toEqual({
      event_type_id: id,
      timezone: 'UTC',
      start: '2026-06-03',
      end: '2026-06-03',
      slots: [],
      capped: true,
      cap_resets_at: '2026-06-02T00:00:00Z',
    });
  });

  test('where the waitlist is on, the answer tells what is taken', async () => {
    const { id } = await scene.org.eventType({ waitlist_enabled: true }, dailyHours('UTC', '09:00-10:00'));
    expect(await scene.org.availability(id, '2026-06-02')).toMatchObject({
      waitlist_available: false,
      full_slots: [],
    });
    await scene.org.booked(id, '2026-06-02T09:30:00Z');
    expect(await scene.org.availability(id, '2026-06-02')).toMatchObject({
      slots: [slot('09:00', '09:30')],
      waitlist_available: true,
      full_slots: [{ ...slot('09:30', '10:00'), waitlist_position: 1 }],
    });
    await scene.org.call('PATCH', `/v1/event-types/${id}`, { waitlist_enabled: false });
    const without = await scene.org.availability(id, '2026-06-02');
    expect(Object.keys(without)).toEqual(['event_type_id', 'timezone', 'start', 'end', 'slots']);
  });

  test('a full group slot can be waited for, and so can a reached cap', async () => {
    const { id } = await scene.org.eventType(
      { waitlist_enabled: true, max_attendees: 2, booking_cap: 2, booking_cap_period: 'total' },
      dailyHours('UTC', '09:00-10:00'),
    );
    await scene.org.booked(id, '2026-06-02T09:00:00Z');
    await scene.org.booked(id, '2026-06-02T09:00:00Z');
    expect(await scene.org.availability(id, '2026-06-02')).toMatchObject({
      slots: [],
      capped: true,
      waitlist_available: true,
      full_slots: [{ ...slot('09:00', '09:30'), waitlist_position: 1 }],
    });
  });
});
