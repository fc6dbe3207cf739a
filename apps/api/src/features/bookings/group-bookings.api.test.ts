import { describe, expect, test } from 'vitest';
import { alex, dailyHours, refusalOf, useOrganization } from '../../../test/harness/organization.ts';

const scene = useOrganization();
const nine = '2026-06-02T09:00:00Z';
const full = [409, 'slot_unavailable', 'full'];
const booked = [409, 'slot_unavailable', 'booked'];

let people = 0;
const party = (size: number) => ({
  attendees: Array.from({ length: size }, () => ({ name: 'N', email: `n${++people}@example.com` })),
});
const groupType = (fields: object = {}) =>
  scene.org.eventType({ max_attendees: 3, ...fields }, dailyHours('UTC', '09:00-11:00'));

/** The spots left in each slot of the day, by its time. */
async function spots(eventTypeId: string, query: Record<string, string> = {}) {
  const { slots } = await scene.org.availability(eventTypeId, '2026-06-02', query);
  return Object.fromEntries(
    slots.map((slot: { start_time: string; spots_remaining: number }) => [
      slot.start_time.slice(11, 16),
      slot.spots_remaining,
    ]),
  );
}
const allFree = { '09:00': 3, '09:30': 3, '10:00': 3, '10:30': 3 };

test('bookings of one slot share it until it is full, and then it is no longer offered', async () => {
  const { id } = await groupType();
  await scene.org.booked(id, nine);
  expect(await spots(id)).toEqual({ ...allFree, '09:00': 2 });
  await scene.org.booked(id, nine, party(2));
  const { '09:00': _, ...others } = allFree;
  expect(await spots(id)).toEqual(others);
  expect(refusalOf(await scene.org.book(id, nine))).toEqual(full);
});

test('a party that is too large for what is left is refused, a smaller one is not', async () => {
  const { id } = await groupType();
  await scene.org.booked(id, nine, party(2));
  expect(refusalOf(await scene.org.book(id, nine, party(2)))).toEqual(full);
  await scene.org.booked(id, nine, party(1));
});

test('a cancelled party gives back as many spots as it took', async () => {
  const { id } = await groupType();
  const one = await scene.org.booked(id, nine);
  const two = await scene.org.booked(id, nine, party(2));
  await scene.org.call('POST', `/v1/bookings/${two.id}/cancel`);
  expect(await spots(id)).toEqual({ ...allFree, '09:00': 2 });
  await scene.org.call('POST', `/v1/bookings/${one.id}/cancel`);
  expect(await spots(id)).toEqual(allFree);
  const { id: single } = await scene.org.eventType();
  await scene.org.booked(single, nine); // the last one freed the host's time too
});

test('the invitees of a slot each have a booking and a token of their own', async () => {
  const { id } = await groupType();
  const [one, two] = [await scene.org.booked(id, nine), await scene.org.booked(id, nine)];
  expect(one.id).not.toBe(two.id);
  expect(one.cancel_token).not.toBe(two.cancel_token);
  expect(one.assigned_host).toEqual(two.assigned_host);
});

describe('only the same event type, start and length is the same slot', () => {
  test('anything else that overlaps is booked', async () => {
    const { id } = await groupType({ duration_options: [30, 60], slot_interval_minutes: 15 });
    const { id: twin } = await groupType();
    await scene.org.booked(id, nine);
    expect(refusalOf(await scene.org.book(id, nine, { ...alex, duration: 60 }))).toEqual(booked);
    expect(refusalOf(await scene.org.book(id, '2026-06-02T09:15:00Z'))).toEqual(booked);
    expect(refusalOf(await scene.org.book(twin, nine))).toEqual(booked);
    await scene.org.booked(id, nine, party(2));
  });

  test('slots of each length have their own spots', async () => {
    const { id } = await groupType({ duration_options: [30, 60] });
    await scene.org.booked(id, '2026-06-02T10:00:00Z', { ...alex, duration: 60 });
    expect(await spots(id)).toEqual({ '09:00': 3, '09:30': 3 });
    expect(await spots(id, { duration: '60' })).toEqual({ '09:00': 3, '10:00': 2 });
  });
});

describe('when the capacity changes', () => {
  const setCapacity = (id: string, max_attendees: number) =>
    scene.org.call('PATCH', `/v1/event-types/${id}`, { max_attendees });

  test('a raised one opens the slots that were full', async () => {
    const { id } = await groupType({ max_attendees: 2 });
    await scene.org.booked(id, nine, party(2));
    expect(refusalOf(await scene.org.book(id, nine))).toEqual(full);
    await setCapacity(id, 4);
    expect((await spots(id))['09:00']).toBe(2);
    await scene.org.booked(id, nine, party(2));
    expect(refusalOf(await scene.org.book(id, nine))).toEqual(full);
  });

  test('a lowered one keeps what is booked, and lets nobody in before there is room', async () => {
    const { id } = await groupType({ max_attendees: 4 });
    const parties = [await scene.org.booked(id, nine, party(2)), await scene.org.booked(id, nine)];
    await setCapacity(id, 2);
    expect(await spots(id)).toEqual({ '09:30': 2, '10:00': 2, '10:30': 2 });
    expect(refusalOf(await scene.org.book(id, nine))).toEqual(full);
    await scene.org.call('POST', `/v1/bookings/${parties[0].id}/cancel`);
    expect((await spots(id))['09:00']).toBe(1);
    await scene.org.booked(id, nine);
    expect(refusalOf(await scene.org.book(id, nine))).toEqual(full);
  });

  test('from one to many, the single booking becomes a slot that can be joined', async () => {
    const { id } = await groupType({ max_attendees: 1 });
    await scene.org.booked(id, nine);
    expect(refusalOf(await scene.org.book(id, nine))).toEqual(booked);
    await setCapacity(id, 2);
    expect(await spots(id)).toEqual({ '09:00': 1, '09:30': 2, '10:00': 2, '10:30': 2 });
    await scene.org.booked(id, nine);
    expect(refusalOf(await scene.org.book(id, nine))).toEqual(full);
  });

  test('from many to one, an open slot is an ordinary booking', async () => {
    const { id } = await groupType();
    await scene.org.booked(id, nine);
    await setCapacity(id, 1);
    expect(refusalOf(await scene.org.book(id, nine))).toEqual(booked);
  });
});

test('who joins shares the time as it was reserved, whatever the buffers are by now', async () => {
  const { id } = await groupType({ slot_interval_minutes: 30 });
  await scene.org.booked(id, nine);
  await scene.org.booked(id, '2026-06-02T09:30:00Z');
  await scene.org.call('PATCH', `/v1/event-types/${id}`, {
    buffer_before_minutes: 60,
    buffer_after_minutes: 60,
  });
  await scene.org.booked(id, nine);
  await scene.org.booked(id, '2026-06-02T09:30:00Z');
  // A slot that nobody has opened yet does need its buffers.
  expect(refusalOf(await scene.org.book(id, '2026-06-02T10:00:00Z'))).toEqual(booked);
});
