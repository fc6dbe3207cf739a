import pg from 'pg';
import { describe, expect, test, vi } from 'vitest';
import { dailyHours, useOrganization } from '../../../test/harness/organization.ts';
import { runDueJobs } from '../../../test/harness/run-due-jobs.ts';
import { entryOf, joined, kim, numbered } from '../../../test/harness/waitlist-scene.ts';

const scene = useOrganization();
const nine = '2026-06-02T09:00:00Z';
const ten = '2026-06-02T10:00:00Z';
const waitlisted = (fields: object = {}, hours?: object | null) =>
  scene.org.eventType({ waitlist_enabled: true, ...fields }, hours);
const wait = (id: string, start: string | null, fields: object = {}) => joined(scene.org, id, start, fields);
const cancel = async ({ id }: { id: string }) => {
  expect((await scene.org.call('POST', `/v1/bookings/${id}/cancel`)).status).toBe(200);
};
const patch = async (id: string, fields: object) => {
  const { status, body } = await scene.org.call('PATCH', `/v1/event-types/${id}`, fields);
  expect({ status, body }).toMatchObject({ status: 200 });
};
const run = () => runDueJobs(scene.api);
const bookingOf = async (entry: { id: string }) => {
  const { status, booking_id } = await entryOf(scene.org, entry);
  return status === 'promoted' ? (await scene.org.call('GET', `/v1/bookings/${booking_id}`)).body : status;
};

test('a cancelled booking makes way for who waits: a booking like any other, and told as promoted', async () => {
  const { id } = await waitlisted();
  const first = await scene.org.booked(id, nine);
  const entry = await wait(id, nine, { notes: 'Any chair will do.' });
  await cancel(first);
  await run();
  const booking = await bookingOf(entry);
  expect(booking).toMatchObject({
    status: 'confirmed',
    event_type_id: id,
    start_time: nine,
    end_time: '2026-06-02T09:30:00Z',
    ...kim,
    notes: 'Any chair will do.',
    attendee_count: 1,
    metadata: {},
  });
  const events = (await scene.org.events()).slice(3);
  const { cancel_token: _token, ...told } = await entryOf(scene.org, entry);
  expect(events.map(({ event, data }) => [event, data.id])).toEqual([
    ['booking.created', booking.id],
    ['booking.confirmed', booking.id],
    ['waitlist.promoted', entry.id],
  ]);
  expect(events[2]).toMatchObject({ is_test: true, data: told });
  expect(told).toMatchObject({ status: 'promoted', booking_id: booking.id, position: 1 });
});

test('the first in line comes first, the others move up and wait on', async () => {
  const { id } = await waitlisted();
  let held = await scene.org.booked(id, nine);
  const line = [await wait(id, nine, numbered(1)), await wait(id, nine, numbered(2))];
  for (const [place, entry] of line.entries()) {
    await cancel(held);
    await run();
    held = await bookingOf(entry);
    expect(held.invitee_email).toBe(entry.invitee_email);
    const others = await Promise.all(line.slice(place + 1).map((each) => entryOf(scene.org, each)));
    expect(others.map(({ status, position }) => [status, position])).toEqual(
      others.map((_, i) => ['waiting', i + 1]),
    );
  }
});

test('slot and any are one line by the time of joining, of those whom the freed slot fits', async () => {
  const { id } = await waitlisted({ booking_cap: 2, booking_cap_period: 'total' });
  const held = [await scene.org.booked(id, nine), await scene.org.booked(id, ten)];
  const forTen = await wait(id, ten, numbered(1));
  const any = await wait(id, null, numbered(2));
  const forNine = await wait(id, nine, numbered(3));
  await patch(id, { booking_cap: null, booking_cap_period: null });
  // The cap is gone, and with it what kept everyone from the many other times: any takes the earliest.
  await run();
  expect(await bookingOf(any)).toMatchObject({ start_time: '2026-06-01T09:00:00Z' });
  expect([await bookingOf(forTen), await bookingOf(forNine)]).toEqual(['waiting', 'waiting']);
  await cancel(held[0]);
  await run();
  expect(await bookingOf(forNine)).toMatchObject({ start_time: nine });
  expect(await bookingOf(forTen)).toBe('waiting');
});

test('any that joined first takes the freed slot before who waits for that very slot', async () => {
  const { id } = await waitlisted({ booking_window_days: 1 }, dailyHours('UTC', '09:00-09:30'));
  await scene.org.booked(id, '2026-06-01T09:00:00Z');
  const held = await scene.org.booked(id, nine);
  const any = await wait(id, null, numbered(1));
  const slot = await wait(id, nine, numbered(2));
  await cancel(held);
  await run();
  expect(await bookingOf(any)).toMatchObject({ start_time: nine });
  expect(await bookingOf(slot)).toBe('waiting');
});

test('who does not fit holds up nobody behind them', async () => {
  const { id } = await waitlisted({ duration_options: [30, 60] });
  const [first] = [await scene.org.booked(id, nine), await scene.org.booked(id, '2026-06-02T09:30:00Z')];
  const long = await wait(id, nine, { ...numbered(1), duration_minutes: 60 });
  const short = await wait(id, nine, numbered(2));
  await cancel(first);
  await run();
  expect(await bookingOf(short)).toMatchObject({ start_time: nine });
  expect(await bookingOf(long)).toBe('waiting');
});

describe('a spot opens', () => {
  test('when a booking moves away', async () => {
    const { id } = await waitlisted();
    const first = await scene.org.booked(id, nine);
    const entry = await wait(id, nine);
    await scene.org.call('POST', `/v1/bookings/${first.id}/reschedule`, { new_start_time: ten });
    await run();
    expect(await bookingOf(entry)).toMatchObject({ start_time: nine });
  });

  test('when a booking stays unpaid; the next one is to be paid, too', async () => {
    const { id } = await waitlisted({ price_amount: 500 });
    await scene.org.booked(id, nine);
    const entry = await wait(id, nine, numbered(1));
    const next = await wait(id, nine, numbered(2));
    scene.api.clock.moveBy(30 * 60_000);
    await run();
    expect(await bookingOf(entry)).toMatchObject({ status: 'pending_payment', start_time: nine });
    scene.api.clock.moveBy(30 * 60_000);
    await run();
    expect(await bookingOf(entry)).toMatchObject({ status: 'cancelled' });
    expect(await bookingOf(next)).toMatchObject({ status: 'pending_payment' });
  });

  test('when capacity is raised, as often as it was', async () => {
    const { id } = await waitlisted({ max_attendees: 2 });
    await scene.org.booked(id, nine);
    await scene.org.booked(id, nine);
    const line: { id: string }[] = [];
    for (const number of [1, 2, 3]) line.push(await wait(id, nine, numbered(number)));
    await patch(id, { max_attendees: 4 });
    await run();
    const now = await Promise.all(line.map((entry) => entryOf(scene.org, entry)));
    expect(now.map(({ status }) => status)).toEqual(['promoted', 'promoted', 'waiting']);
  });

  test('when the cap is raised', async () => {
    const { id } = await waitlisted({ booking_cap: 1, booking_cap_period: 'total' });
    await scene.org.booked(id, nine);
    const [forTen, any] = [await wait(id, ten, numbered(1)), await wait(id, null, numbered(2))];
    await patch(id, { booking_cap: 2 });
    await run();
    expect(await bookingOf(forTen)).toMatchObject({ start_time: ten });
    expect(await bookingOf(any)).toBe('waiting');
    await patch(id, { booking_cap: 3 });
    await run();
    expect(await bookingOf(any)).toMatchObject({ start_time: '2026-06-01T09:00:00Z' });
  });

  test('when a booking under the cap is cancelled, whatever its time', async () => {
    const { id } = await waitlisted({ booking_cap: 1, booking_cap_period: 'total' });
    const held = await scene.org.booked(id, nine);
    const entry = await wait(id, ten);
    await cancel(held);
    await run();
    expect(await bookingOf(entry)).toMatchObject({ start_time: ten });
  });

  test.each([
    ['daily', '2026-06-02T04:00:00Z'],
    ['weekly', '2026-06-08T04:00:00Z'],
  ])('when the next %s period of the cap begins in the event type’s zone', async (period, midnight) => {
    const hours = dailyHours('America/New_York', '09:00-17:00');
    const { id } = await waitlisted({ booking_cap: 2, booking_cap_period: period }, hours);
    for (const time of ['13:00', '14:00']) await scene.org.booked(id, `2026-06-09T${time}:00Z`);
    const line: { id: string }[] = [];
    for (const number of [1, 2, 3]) line.push(await wait(id, null, numbered(number)));
    const statuses = async () =>
      (await Promise.all(line.map((each) => entryOf(scene.org, each)))).map(({ status }) => status);
    scene.api.clock.moveTo(new Date(Date.parse(midnight) - 1000).toISOString());
    await run();
    expect(await statuses()).toEqual(['waiting', 'waiting', 'waiting']);
    scene.api.clock.moveTo(midnight);
    await run();
    expect(await statuses()).toEqual(['promoted', 'promoted', 'waiting']);
  });

  test('when the booking window reaches another date', async () => {
    const { id } = await waitlisted({ booking_window_days: 1 }, dailyHours('UTC', '09:00-09:30'));
    await scene.org.booked(id, '2026-06-01T09:00:00Z');
    await scene.org.booked(id, nine);
    const entry = await wait(id, null);
    scene.api.clock.moveTo('2026-06-02T00:00:00Z');
    await run();
    expect(await bookingOf(entry)).toMatchObject({ start_time: '2026-06-03T09:00:00Z' });
  });

  test('when hours are added', async () => {
    const { id } = await waitlisted({}, { timezone: 'UTC', rules: [] });
    const entry = await wait(id, null);
    const hours = dailyHours('UTC', '12:00-12:30');
    expect((await scene.org.call('PUT', `/v1/event-types/${id}/availability`, hours)).status).toBe(200);
    await run();
    expect(await bookingOf(entry)).toMatchObject({ start_time: '2026-06-01T12:00:00Z' });
  });

  test('with another event type of the same host: the time is the host’s, and whoever joined first has it', async () => {
    const [one, two, three] = [await waitlisted(), await waitlisted(), await waitlisted()];
    const held = await scene.org.booked(one.id, nine);
    const entries = [];
    for (const [number, { id }] of [three, two].entries()) {
      entries.push(await wait(id, nine, numbered(number)));
      scene.api.clock.moveBy(1000);
    }
    await cancel(held);
    await run();
    expect(await bookingOf(entries[0])).toMatchObject({ event_type_id: three.id, start_time: nine });
    expect(await bookingOf(entries[1])).toBe('waiting');
  });
});

describe('an entry keeps waiting', () => {
  test('when somebody else was faster', async () => {
    const { id } = await waitlisted();
    const first = await scene.org.booked(id, nine);
    const entry = await wait(id, nine);
    await cancel(first);
    const faster = await scene.org.booked(id, nine);
    await run();
    expect(await bookingOf(entry)).toBe('waiting');
    await cancel(faster);
    await run();
    expect(await bookingOf(entry)).toMatchObject({ start_time: nine });
  });

  test('while the event type is inactive, and is promoted when it is not any more', async () => {
    const { id } = await waitlisted();
    const first = await scene.org.booked(id, nine);
    const entry = await wait(id, nine);
    await patch(id, { active: false });
    await cancel(first);
    await run();
    expect(await bookingOf(entry)).toBe('waiting');
    await patch(id, { active: true });
    await run();
    expect(await bookingOf(entry)).toMatchObject({ start_time: nine });
  });

  test('when the length that it wants is not offered any more, and holds up nobody', async () => {
    const { id } = await waitlisted({ duration_options: [30, 60] });
    const held = await scene.org.booked(id, nine, { ...numbered(9), duration: 60 });
    const long = await wait(id, nine, { ...numbered(1), duration_minutes: 60 });
    const short = await wait(id, nine, numbered(2));
    await patch(id, { duration_options: null });
    await cancel(held);
    await run();
    expect(await bookingOf(long)).toBe('waiting');
    expect(await bookingOf(short)).toMatchObject({ start_time: nine });
  });

  test('though the list is closed for others', async () => {
    const { id } = await waitlisted();
    const first = await scene.org.booked(id, nine);
    const entry = await wait(id, nine);
    await patch(id, { waitlist_enabled: false });
    await cancel(first);
    await run();
    expect(await bookingOf(entry)).toMatchObject({ start_time: nine });
  });
});

test('a promotion job that runs again promotes nobody twice', async () => {
  const { id } = await waitlisted();
  const first = await scene.org.booked(id, nine);
  const entry = await wait(id, nine);
  await cancel(first);
  await run();
  const { id: booking } = await bookingOf(entry);
  await scene.org.call('POST', `/v1/bookings/${booking}/cancel`);
  await run();
  expect(await entryOf(scene.org, entry)).toMatchObject({ status: 'promoted', booking_id: booking });
  expect((await scene.org.events()).filter(({ event }) => event === 'waitlist.promoted')).toHaveLength(1);
});

describe('whoever gave a slot up while waiting', () => {
  const mine = '2026-06-01T09:00:00Z';
  const scarce = () => waitlisted({ booking_window_days: 1 }, dailyHours('UTC', '09:00-09:30'));

  test('does not get it again, and makes way for the next', async () => {
    const { id } = await scarce();
    const own = await scene.org.booked(id, mine, kim);
    await scene.org.booked(id, '2026-06-02T09:00:00Z');
    const [first, next] = [await wait(id, null), await wait(id, null, numbered(1))];
    await cancel(own);
    await run();
    expect(await bookingOf(first)).toBe('waiting');
    expect(await bookingOf(next)).toMatchObject({ start_time: mine, ...numbered(1) });
  });

  test('gets another one', async () => {
    const { id } = await scarce();
    const own = await scene.org.booked(id, mine, kim);
    const other = await scene.org.booked(id, '2026-06-02T09:00:00Z');
    const entry = await wait(id, null);
    await cancel(own);
    await cancel(other);
    await run();
    expect(await bookingOf(entry)).toMatchObject({ start_time: other.start_time });
  });

  test('is asked about all the slots that are free at once, however many are theirs', async () => {
    const slots = Array.from({ length: 12 }, (_, i) => new Date(Date.parse(nine) + i * 30 * 60_000));
    const { id } = await waitlisted(
      { max_attendees: 2, booking_window_days: 1, minimum_notice_minutes: 24 * 60 },
      dailyHours('UTC', '09:00-15:00'),
    );
    const others: { id: string }[] = [];
    for (const slot of slots) {
      await scene.org.booked(id, slot.toISOString(), kim);
      others.push(await scene.org.booked(id, slot.toISOString(), numbered(1)));
    }
    const [holder, next] = [await wait(id, null), await wait(id, null, numbered(2))];
    for (const other of others) await cancel(other);
    const asked = vi.spyOn(pg.Client.prototype, 'query');
    await run();
    const texts = asked.mock.calls.map(([first]: unknown[]) =>
      typeof first === 'string' ? first : (first as { text: string }).text,
    );
    asked.mockRestore();
    expect(await bookingOf(holder)).toBe('waiting');
    expect(await bookingOf(next)).toMatchObject({ start_time: nine, ...numbered(2) });
    const lookups = texts.filter((text) => text.includes('jsonb_array_elements(b.attendees)'));
    // Each spot that opened is a job of its own, which asks once for each of the two.
    expect(lookups.length).toBeLessThanOrEqual(2 * slots.length);
  });

  test('gets it again where it was given up before', async () => {
    const { id } = await waitlisted();
    const own = await scene.org.booked(id, nine, kim);
    await cancel(own);
    scene.api.clock.moveBy(1_000);
    const other = await scene.org.booked(id, nine);
    const entry = await wait(id, nine);
    await cancel(other);
    await run();
    expect(await bookingOf(entry)).toMatchObject({ start_time: nine, ...kim });
  });
});
