import { expect, test } from 'vitest';
import { useAgent } from './agent.ts';

const scene = useAgent();
const monday = '2026-06-15';
const alex = { invitee_name: 'Alex Johnson', invitee_email: 'alex@example.com' };
const eight = Array.from({ length: 8 }, (_, place) => place);

const liveBookings = async (event_type_id: string) =>
  (await scene.org.call('GET', `/v1/bookings?event_type_id=${event_type_id}&status=confirmed&limit=100`)).body
    .data;

test('the same create_booking, one after the other and at once, books once', async () => {
  const { id } = await scene.org.eventType({ max_attendees: 10 });
  const args = { event_type_id: id, start_time: `${monday}T14:00:00Z`, ...alex };
  const first = await scene.agent.call('create_booking', args);
  const other = await scene.connect();
  const again = await Promise.all(
    eight.map(() => other.call('create_booking', { ...args, start_time: `${monday}T16:00:00+02:00` })),
  );
  expect(new Set(again.map(({ data }) => data.booking.id))).toEqual(new Set([first.data.booking.id]));
  expect(await liveBookings(id)).toHaveLength(1);
});

test('a booking that was cancelled or moved away is booked anew by the same call', async () => {
  const { id } = await scene.org.eventType();
  const args = { event_type_id: id, start_time: `${monday}T14:00:00Z`, ...alex };
  const book = async () => (await scene.agent.call('create_booking', args)).data.booking;
  const first = await book();
  await scene.agent.call('cancel_booking', { booking_id: first.id });
  const second = await book();
  expect(second).toMatchObject({ status: 'confirmed', start_time: `${monday}T14:00:00Z` });
  expect(second.id).not.toBe(first.id);
  await scene.agent.call('reschedule_booking', {
    booking_id: second.id,
    new_start_time: `${monday}T15:00:00Z`,
  });
  const third = await book();
  expect(new Set([first.id, second.id, third.id]).size).toBe(3);
  expect(await book()).toMatchObject({ id: third.id });
  expect(await liveBookings(id)).toHaveLength(2);
});

test('bookings that differ in anything are different ones', async () => {
  const { id } = await scene.org.eventType({ max_attendees: 10 });
  const args = { event_type_id: id, start_time: `${monday}T14:00:00Z`, ...alex };
  for (const other of [
    {},
    { notes: 'For my brother' },
    { invitee_name: 'Bo' },
    { invitee_email: 'bo@example.com' },
  ])
    expect((await scene.agent.call('create_booking', { ...args, ...other })).isError).toBe(false);
  expect(await liveBookings(id)).toHaveLength(4);
});

test('the same find_and_book, one after the other and at once, books once', async () => {
  const { id } = await scene.org.eventType();
  const args = { event_type_id: id, start_date: monday, end_date: monday, ...alex };
  const agents = await Promise.all(eight.map(() => scene.connect()));
  const copies = await Promise.all(agents.map((agent) => agent.call('find_and_book', args)));
  const late = await scene.agent.call('find_and_book', args);
  expect(new Set([...copies, late].map(({ data }) => data.booking.id)).size).toBe(1);
  expect(late.text).toContain('Already booked by this same call');
  expect(await liveBookings(id)).toHaveLength(1);
});

test('find_and_book finds what it booked when that was the last free time, and books anew once it is cancelled', async () => {
  const { id } = await scene.org.eventType();
  const args = {
    event_type_id: id,
    start_date: monday,
    end_date: monday,
    preferred_times: ['14:00'],
    ...alex,
  };
  const first = await scene.agent.call('find_and_book', args);
  const again = await scene.agent.call('find_and_book', args);
  expect(again.data.booking.id).toBe(first.data.booking.id);
  await scene.agent.call('cancel_booking', { booking_id: first.data.booking.id });
  const anew = await scene.agent.call('find_and_book', args);
  expect(anew.data.booking).toMatchObject({ status: 'confirmed', start_time: `${monday}T14:00:00Z` });
  expect(anew.data.booking.id).not.toBe(first.data.booking.id);
});

test('the same join_waitlist takes one place, and a new one after it was left', async () => {
  const { id } = await scene.org.eventType({ waitlist_enabled: true });
  await scene.org.booked(id, `${monday}T14:00:00Z`);
  const args = {
    event_type_id: id,
    start_time: `${monday}T14:00:00Z`,
    invitee_name: 'Kim',
    invitee_email: 'kim@example.com',
  };
  const join = async () => (await scene.agent.call('join_waitlist', args)).data.waitlist_entry;
  const first = await join();
  expect((await join()).id).toBe(first.id);
  await scene.org.call('POST', `/v1/waitlist/${first.id}/cancel`, {});
  const second = await join();
  expect(second).toMatchObject({ status: 'waiting' });
  expect(second.id).not.toBe(first.id);
});

test('of eight agents that want one time, one gets it and the others get alternatives', async () => {
  const { id } = await scene.org.eventType();
  const agents = await Promise.all(eight.map(() => scene.connect()));
  const answers = await Promise.all(
    agents.map((agent, place) =>
      agent.call('create_booking', {
        event_type_id: id,
        start_time: `${monday}T14:00:00Z`,
        invitee_name: `Agent ${place}`,
        invitee_email: `agent-${place}@example.com`,
      }),
    ),
  );
  const losers = answers.filter(({ isError }) => isError);
  expect(losers).toHaveLength(7);
  for (const { text, error } of losers) {
    expect(error).toMatchObject({ code: 'slot_unavailable', reason: 'booked' });
    expect(text).toContain(`- start_time ${monday}T13:30:00Z is Monday, June 15, 2026, 13:30 UTC`);
  }
  expect(await liveBookings(id)).toHaveLength(1);
});

test('of eight agents that look for any time, each gets one of its own', async () => {
  const { id } = await scene.org.eventType();
  const agents = await Promise.all(eight.map(() => scene.connect()));
  const answers = await Promise.all(
    agents.map((agent, place) =>
      agent.call('find_and_book', {
        event_type_id: id,
        start_date: monday,
        end_date: monday,
        invitee_name: `Agent ${place}`,
        invitee_email: `agent-${place}@example.com`,
      }),
    ),
  );
  expect(new Set(answers.map(({ data }) => data.booking.start_time)).size).toBe(8);
});
