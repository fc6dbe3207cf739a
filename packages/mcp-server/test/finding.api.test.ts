import { describe, expect, test } from 'vitest';
import { useAgent } from './agent.ts';
import { kim, monday } from './cast.ts';

const scene = useAgent();
const { eventType } = scene;

test('every answer states the present, in UTC and in the asked zone', async () => {
  const { id } = await eventType();
  scene.api.clock.moveTo('2026-06-01T22:30:00Z');
  const days = { event_type_id: id, start_date: monday, end_date: monday };
  const asked = await scene.agent.call('check_availability', { ...days, timezone: 'Asia/Tokyo' });
  expect(asked.data.current_time).toEqual({
    utc: '2026-06-01T22:30:00Z',
    local: '2026-06-02T07:30:00+09:00',
    timezone: 'Asia/Tokyo',
  });
  expect(asked.text).toMatch(
    /The time is now Tuesday, June 2, 2026, 07:30 Asia\/Tokyo \(UTC\+09:00\), 2026-06-01T22:30:00Z in UTC\.$/,
  );
  const refused = await scene.agent.call('check_availability', {
    ...days,
    end_date: 'tomorrow',
    timezone: 'Asia/Tokyo',
  });
  expect(refused.text).toContain('Today is 2026-06-02 in Asia/Tokyo.');
});

describe('list_event_types', () => {
  test('tells what can be booked, and nothing that is switched off', async () => {
    const type = await eventType({
      duration_options: [15, 30],
      max_attendees: 5,
      price_amount: 2500,
      description: 'Meet\nus',
      waitlist_enabled: true,
    });
    const off = await eventType();
    await scene.org.call('PATCH', `/v1/event-types/${off.id}`, { active: false });
    const { data, text } = await scene.agent.call('list_event_types');
    const ids = data.event_types.map(({ id }: { id: string }) => id);
    expect(ids).toContain(type.id);
    expect(ids).not.toContain(off.id);
    expect(data.event_types.find(({ id }: { id: string }) => id === type.id)).toMatchObject({
      title: 'Discovery Call',
      description: 'Meet us',
      duration_options: [15, 30],
      price: { amount: 2500, currency: 'usd' },
      is_default: false,
    });
    expect(text).toContain(
      `- ${type.id}: "Discovery Call" (15, 30 minutes; hours in UTC; group of up to 5; costs $25.00; has a waitlist; test mode). "Meet us"`,
    );
  });
});

describe('check_availability', () => {
  test('lists the free times of a day in the asked zone, each with what books it', async () => {
    const { id } = await eventType();
    await scene.org.booked(id, `${monday}T14:00:00Z`);
    const { data, text } = await scene.agent.call('check_availability', {
      event_type_id: id,
      start_date: monday,
      end_date: monday,
      timezone: 'America/New_York',
    });
    expect(data.available_slots).toHaveLength(15);
    expect(data.available_slots[0]).toEqual({
      start: `${monday}T09:00:00Z`,
      end: `${monday}T09:30:00Z`,
      duration_minutes: 30,
      start_local: `${monday}T05:00:00-04:00`,
    });
    expect(data).toMatchObject({
      capped: false,
      event_type: { id, title: 'Discovery Call' },
      next_start_date: null,
    });
    expect(text).toContain('2026-06-15 (Monday, June 15, UTC-04:00): 05:00 05:30');
    expect(text).toContain('09:30 10:30');
  });

  test('of a group tells the spots; of a full one whom to wait for', async () => {
    const { id } = await eventType({ max_attendees: 2, waitlist_enabled: true });
    for (const start of ['14:00', '14:30']) await scene.org.booked(id, `${monday}T${start}:00Z`);
    await scene.org.booked(id, `${monday}T14:30:00Z`, kim);
    const { data, text } = await scene.agent.call('check_availability', {
      event_type_id: id,
      start_date: monday,
      end_date: monday,
    });
    expect(
      data.available_slots.find(({ start }: { start: string }) => start === `${monday}T14:00:00Z`),
    ).toMatchObject({
      spots_remaining: 1,
      total_capacity: 2,
    });
    expect(data.full_slots).toEqual([
      { start: `${monday}T14:30:00Z`, start_local: `${monday}T14:30:00Z`, waitlist_position: 1 },
    ]);
    expect(text).toContain('14:00 (1 of 2 spots left)');
    expect(text).toContain('join_waitlist');
  });

  test('says that the cap is reached', async () => {
    const { id } = await eventType({ booking_cap: 1, booking_cap_period: 'total' });
    await scene.org.booked(id, `${monday}T14:00:00Z`);
    const days = { event_type_id: id, start_date: monday, end_date: monday };
    const { data, text } = await scene.agent.call('check_availability', days);
    expect(data).toMatchObject({ available_slots: [], capped: true });
    expect(data.cap_resets_at).toBeNull();
    expect(text).toContain('It is sold out: no date will help.');
    const daily = await eventType({ booking_cap: 1, booking_cap_period: 'daily' });
    await scene.org.booked(daily.id, `${monday}T15:00:00Z`);
    const today = await scene.agent.call('check_availability', { ...days, event_type_id: daily.id });
    expect(today.data).toMatchObject({ capped: true, cap_resets_at: '2026-06-02T00:00:00Z' });
    expect(today.text).toContain(
      'so no date will help. Try again after Tuesday, June 2, 2026, 00:00 UTC (2026-06-02T00:00:00Z).',
    );
    const refused = await scene.agent.call('create_booking', {
      event_type_id: daily.id,
      start_time: `${monday}T09:00:00Z`,
      ...kim,
    });
    expect(refused.error).toMatchObject({ code: 'booking_cap_reached', resets_at: '2026-06-02T00:00:00Z' });
    for (const each of [text, today.text, refused.text]) expect(each).not.toMatch(/(later|other) dates/);
  });

  test('lists where a booking can move to, over its own time, at a reached cap and when it is switched off', async () => {
    const { id } = await eventType({
      booking_cap: 1,
      booking_cap_period: 'total',
      slot_interval_minutes: 15,
      waitlist_enabled: true,
    });
    const booking = await scene.org.booked(id, `${monday}T14:00:00Z`);
    await scene.org.call('PATCH', `/v1/event-types/${id}`, { active: false });
    const asked = { booking_id: booking.id, start_date: monday, end_date: monday };
    const { data, text } = await scene.agent.call('check_availability', asked);
    const starts = data.available_slots.map(({ start }: { start: string }) => start);
    expect(starts).toContain(`${monday}T14:15:00Z`);
    expect(starts).not.toContain(`${monday}T14:00:00Z`);
    expect(data).toMatchObject({
      capped: false,
      cap_resets_at: null,
      event_type: { id, duration_minutes: 30 },
    });
    expect(text).toContain(`Times that ${booking.id} can be moved to, of "Discovery Call"`);
    expect(text).toContain('give reschedule_booking a new_start_time');
    expect(text).not.toContain('create_booking');
    const moved = await scene.agent.call('reschedule_booking', {
      booking_id: booking.id,
      new_start_time: `${monday}T14:15:00Z`,
    });
    expect(moved).toMatchObject({ isError: false, data: { booking: { start_time: `${monday}T14:15:00Z` } } });
  });

  test('of a booking that cannot move says why and what to do', async () => {
    const { id } = await eventType();
    const booking = await scene.org.booked(id, `${monday}T14:00:00Z`);
    const days = { start_date: monday, end_date: monday };
    const longer = { ...days, booking_id: booking.id, duration: 60 };
    expect((await scene.agent.call('check_availability', longer)).text).toContain('duration must be 30');
    const unknown = await scene.agent.call('check_availability', { ...days, booking_id: 'bkg_unknown' });
    expect(unknown).toMatchObject({ isError: true, error: { code: 'not_found' } });
    expect(unknown.text).toContain('Call list_bookings');
    await scene.org.call('POST', `/v1/bookings/${booking.id}/cancel`, {});
    const cancelled = await scene.agent.call('check_availability', { ...days, booking_id: booking.id });
    expect(cancelled.error.code).toBe('booking_cancelled');
    expect(cancelled.text).toContain('make a new booking with create_booking');
  });

  test('cuts long lists at the end of a day and says where to go on', async () => {
    const { id } = await eventType();
    const days = { event_type_id: id, start_date: monday, end_date: '2026-07-15' };
    const first = await scene.agent.call('check_availability', days);
    expect(first.data.available_slots).toHaveLength(192);
    expect(first.data.next_start_date).toBe('2026-06-27');
    expect(first.text).toContain('call again with start_date 2026-06-27');
    const rest = await scene.agent.call('check_availability', {
      ...days,
      start_date: first.data.next_start_date,
    });
    expect(rest.data.available_slots[0].start).toBe('2026-06-27T09:00:00Z');
  });

  test.each([
    [
      { start_date: `${monday}T10:00:00Z` },
      `start_date: is a date with a time; give the date only: "${monday}"`,
    ],
    [{ end_date: '2026-06-14' }, 'is before start_date'],
    [{ start_date: '2026-05-01', end_date: '2026-05-02' }, 'has passed. Today is 2026-06-01 in UTC'],
    [{ end_date: '2026-12-01' }, 'End on 2026-09-14 or earlier'],
    [{ timezone: 'New York' }, 'Did you mean America/New_York (UTC-04:00)?'],
    [{ duration: 45 }, 'duration must be one of'],
    [{ duration: 'half an hour' }, 'duration: must be a whole number of minutes, not "half an hour"'],
    [{ zone: 'UTC' }, 'zone: no such argument. Known are: event_type_id, start_date'],
    [{ start_date: null }, 'start_date: is required: The first date, as YYYY-MM-DD'],
    [
      { event_type_id: 'evt_unknown' },
      'There is no event type "evt_unknown" for this API key. Choose one of these',
    ],
  ])('of %j is refused with what to do', async (wrong, sentence) => {
    const { id } = await eventType({ duration_options: [30, 60] });
    const days = { event_type_id: id, start_date: monday, end_date: monday };
    const answer = await scene.agent.call('check_availability', { ...days, ...wrong });
    expect(answer.isError).toBe(true);
    expect(answer.text).toContain(sentence);
  });

  test('takes what models write: null for nothing, digits for a number, a slug or a title for an id', async () => {
    const { slug } = await eventType({ title: 'Long Call', duration_options: [30, 60] });
    for (const event_type_id of [slug, 'long call']) {
      const { data } = await scene.agent.call('check_availability', {
        event_type_id,
        start_date: monday,
        end_date: ` ${monday} `,
        timezone: null,
        duration: '60',
      });
      expect(data.available_slots[0]).toMatchObject({ duration_minutes: 60 });
    }
  });
});
