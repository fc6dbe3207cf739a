import { describe, expect, test } from 'vitest';
import { useAgent } from './agent.ts';
import { kim, monday } from './cast.ts';

const scene = useAgent();
const { eventType } = scene;

describe('find_and_book', () => {
  const week = { start_date: monday, end_date: '2026-06-19', timezone: 'America/New_York' };
  const person = { invitee_name: 'Alex Johnson', invitee_email: 'alex@example.com' };

  test('books the first free time of day that suits, and tells others', async () => {
    const { id } = await eventType();
    for (const start of ['13:00', '13:30']) await scene.org.booked(id, `${monday}T${start}:00Z`, kim);
    const { data, text } = await scene.agent.call('find_and_book', {
      event_type_id: id,
      ...week,
      preferred_times: ['09:00-11:00'],
      ...person,
    });
    expect(data.booking).toMatchObject({
      start_time: `${monday}T14:00:00Z`,
      start_local: `${monday}T10:00:00-04:00`,
    });
    expect(data.other_slots[0]).toMatchObject({ start: `${monday}T14:30:00Z` });
    expect(text).toContain('reschedule_booking');
  });

  test('takes only a slot with room for the whole party', async () => {
    const { id } = await eventType({ max_attendees: 2 });
    await scene.org.booked(id, `${monday}T09:00:00Z`, kim);
    const attendees = [
      { name: 'A', email: 'a@example.com' },
      { name: 'B', email: 'b@example.com' },
    ];
    const { data } = await scene.agent.call('find_and_book', {
      event_type_id: id,
      ...week,
      timezone: 'UTC',
      attendees,
    });
    expect(data.booking).toMatchObject({ start_time: `${monday}T09:30:00Z`, attendee_count: 2 });
  });

  test('books nothing else than what suits: it tells what is near in the day, and later', async () => {
    const { id } = await eventType({ waitlist_enabled: true });
    const tuesday = { date: '2026-06-16', windows: [{ start_time: '09:00', end_time: '23:00' }] };
    const open = [0, 1, 2, 3, 4, 5, 6].map((day_of_week) => ({
      day_of_week,
      start_time: '09:00',
      end_time: '17:00',
    }));
    await scene.org.call('PUT', `/v1/event-types/${id}/availability`, {
      timezone: 'UTC',
      rules: open,
      overrides: [tuesday],
    });
    const answer = await scene.agent.call('find_and_book', {
      event_type_id: id,
      ...week,
      end_date: monday,
      preferred_times: ['evening'],
      ...person,
    });
    expect(answer.isError).toBe(true);
    expect(answer.text).toContain(
      `Free between them at other times of day:\n- start_time ${monday}T14:30:00Z`,
    );
    expect(answer.text).toContain(
      'Fitting, but later:\n- start_time 2026-06-16T21:00:00Z is Tuesday, June 16, 2026, 17:00',
    );
    expect(answer.text).toContain('join_waitlist');
    expect((await scene.org.call('GET', `/v1/bookings?event_type_id=${id}`)).body.data).toEqual([]);
  });

  test('says that the cap is reached, and that nothing is free at all', async () => {
    const capped = await eventType({ booking_cap: 1, booking_cap_period: 'total' });
    await scene.org.booked(capped.id, `${monday}T14:00:00Z`, kim);
    const refused = await scene.agent.call('find_and_book', { event_type_id: capped.id, ...week, ...person });
    expect(refused.text).toContain('It is sold out: no date will help.');
    expect(refused.error).toEqual({ code: 'booking_cap_reached', resets_at: null });
    const closed = await scene.org.eventType({ title: 'Never' }, null);
    const nothing = await scene.agent.call('find_and_book', { event_type_id: closed.id, ...week, ...person });
    expect(nothing.text).toContain('Nothing that fits is free in the 31 days after them either.');
  });

  test('of a time of day that is none shows the forms', async () => {
    const answer = await scene.agent.call('find_and_book', { ...week, ...person, preferred_times: ['9am'] });
    expect(answer.text).toContain('preferred_times: "9am" is no time of day. Give "morning"');
  });

  test('at the end of time finds nothing, and looks no further', async () => {
    const last = { start_date: '9999-12-31', end_date: '9999-12-31' };
    const answer = await scene.agent.call('find_and_book', { ...last, ...person });
    expect(answer.text).toContain('Nothing was booked');
    const start_time = '9999-12-31T23:59:59Z';
    expect((await scene.agent.call('create_booking', { start_time, ...person })).error.code).toBe(
      'slot_unavailable',
    );
  });
});
