import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { refusalOf, useOrganization } from '../../../test/harness/organization.ts';
import { queueSchema } from '../../jobs/boss.ts';
import { openQueue } from '../../jobs/queue.ts';
import { expireUnpaid } from './expire-unpaid.ts';

const scene = useOrganization();
const nine = '2026-06-02T09:00:00Z';
const halfHour = 30 * 60_000;
const priced = (fields: object = {}) =>
  scene.org.eventType({ price_amount: 2500, price_currency: 'eur', ...fields });
const read = async (id: string) => (await scene.org.call('GET', `/v1/bookings/${id}`)).body;
const isOffered = async (eventTypeId: string) =>
  (await scene.org.starts(eventTypeId, '2026-06-02')).includes(nine);
const eventsOf = async (id: string) =>
  (await scene.org.events()).filter(({ data }) => data.id === id).map(({ event }) => event);
const runJob = (bookingId: string) =>
  expireUnpaid.handle(scene.api.deps, {
    id: 'job',
    data: { organizationId: scene.org.organizationId, bookingId },
    signal: new AbortController().signal,
  });

const cancelled = {
  status: 'cancelled',
  cancel_reason: 'The payment was not completed in time.',
  cancelled_at: '2026-06-01T08:30:00Z',
};

// First, while the queue holds no other test's jobs.
test('a worker runs the job', async () => {
  const { deps, clock } = scene.api;
  const { id } = await priced();
  const booking = await scene.org.booked(id, nine);
  clock.moveBy(halfHour);
  const { jobs, attempts } = scene.api.joined;
  const queue = await openQueue(deps.database, { definitions: jobs, attempts, logger: deps.logger });
  await queue.startWorkers(deps);
  const key = { organization_id: scene.org.organizationId, id: booking.id };
  await deps.database.inTransaction((tx) => queue.enqueue(tx, expireUnpaid, key));
  await expect.poll(() => read(booking.id)).toMatchObject(cancelled);
  await queue.stop();
});

test('a worker whose clock is behind that of the queue runs it again when its time is over', async () => {
  const { deps, clock } = scene.api;
  const { id } = await priced();
  const booking = await scene.org.booked(id, nine);
  const { jobs, attempts } = scene.api.joined;
  const queue = await openQueue(deps.database, { definitions: jobs, attempts, logger: deps.logger });
  await queue.startWorkers(deps);
  // To the database the summer of the tests is long over, so the job is due at once.
  const tries = async () => {
    const { rows } = await sql<{ state: string }>`
      select state from ${sql.table(`${queueSchema}.job`)}
      where data ->> 'id' = ${booking.id}`.execute(deps.database.db);
    return rows;
  };
  await expect.poll(tries).toMatchObject([{ state: 'retry' }]);
  expect(await read(booking.id)).toMatchObject({ status: 'pending_payment' });
  clock.moveBy(halfHour);
  await expect.poll(() => read(booking.id)).toMatchObject(cancelled);
  await queue.stop();
});

test('of many whose jobs are due together, each is released once, and one that is not over is tried again', async () => {
  const { deps, clock } = scene.api;
  const types = [await priced(), await priced({ max_attendees: 3 })];
  const bookings: { id: string }[] = [];
  for (const [index, { id }] of types.entries())
    for (const hour of ['10', '11', '12'])
      bookings.push(await scene.org.booked(id, `2026-06-0${index + 2}T${hour}:00:00Z`));
  clock.moveBy(halfHour);
  const late = await scene.org.booked(types[0]?.id, '2026-06-04T09:00:00Z');
  const jobsOf = (each: readonly { id: string }[]) =>
    each.map(({ id: bookingId }) => ({
      id: bookingId,
      data: { organizationId: scene.org.organizationId, bookingId },
      signal: new AbortController().signal,
    }));
  await expect(expireUnpaid.batch?.handle(deps, jobsOf([...bookings, late]))).rejects.toThrow('not over yet');
  await expireUnpaid.batch?.handle(deps, jobsOf(bookings));
  for (const { id } of bookings) {
    expect(await read(id)).toMatchObject({ ...cancelled, revision: 1 });
    expect(await eventsOf(id)).toEqual(['booking.created', 'booking.cancelled']);
  }
  expect(await read(late.id)).toMatchObject({ status: 'pending_payment' });
});

test('a booking of a priced event type waits for its payment and holds its time', async () => {
  const { id } = await priced();
  const booking = await scene.org.booked(id, nine);
  expect(booking).toMatchObject({
    status: 'pending_payment',
    payment: { amount: 2500, currency: 'eur', expires_at: '2026-06-01T08:30:00Z' },
  });
  expect(await isOffered(id)).toBe(false);
  expect(refusalOf(await scene.org.book(id, nine))).toEqual([409, 'slot_unavailable', 'booked']);
  expect(await eventsOf(booking.id)).toEqual(['booking.created']);
});

test('a booking of a free one owes nothing', async () => {
  const { id } = await scene.org.eventType();
  expect(await scene.org.booked(id, nine)).not.toHaveProperty('payment');
});

test('a booking owes the price that held when it was made', async () => {
  const { id } = await priced();
  const booking = await scene.org.booked(id, nine);
  await scene.org.call('PATCH', `/v1/event-types/${id}`, { price_amount: null });
  expect((await read(booking.id)).payment).toEqual(booking.payment);
});

describe('after half an hour', () => {
  test('its time reads as free at once, and not a moment sooner', async () => {
    const { id } = await priced();
    await scene.org.booked(id, nine);
    scene.api.clock.moveBy(halfHour - 1);
    expect(await isOffered(id)).toBe(false);
    scene.api.clock.moveBy(1);
    expect(await isOffered(id)).toBe(true);
    const explained = await scene.org.call(
      'GET',
      `/v1/availability/explain?event_type_id=${id}&start_time=${nine}`,
    );
    expect(explained.body.bookable).toBe(true);
  });

  test('reading its time as free changes nothing', async () => {
    const { id } = await priced();
    const booking = await scene.org.booked(id, nine);
    scene.api.clock.moveBy(halfHour);
    expect(await isOffered(id)).toBe(true);
    expect(await read(booking.id)).toEqual(booking);
    expect(await eventsOf(booking.id)).toEqual(['booking.created']);
  });

  test('whoever books next releases it, for any event type of the host', async () => {
    const { id } = await priced();
    const { id: another } = await scene.org.eventType();
    const booking = await scene.org.booked(id, nine);
    scene.api.clock.moveBy(halfHour);
    const next = await scene.org.booked(another, nine);
    expect(await read(booking.id)).toMatchObject(cancelled);
    expect(await read(booking.id)).not.toHaveProperty('payment');
    expect(await eventsOf(booking.id)).toEqual(['booking.created', 'booking.cancelled']);
    expect((await scene.org.events()).map(({ data }) => data.id)).toEqual([
      booking.id,
      booking.id,
      next.id,
      next.id,
    ]);
  });

  test('its job releases it, once however often it runs', async () => {
    const { id } = await priced();
    const booking = await scene.org.booked(id, nine);
    await expect(runJob(booking.id)).rejects.toThrow('not over yet');
    expect((await read(booking.id)).status).toBe('pending_payment');
    scene.api.clock.moveBy(halfHour);
    await runJob(booking.id);
    const released = await read(booking.id);
    expect(released).toMatchObject(cancelled);
    scene.api.clock.moveBy(halfHour);
    await runJob(booking.id);
    expect(await read(booking.id)).toEqual(released);
    expect(await eventsOf(booking.id)).toEqual(['booking.created', 'booking.cancelled']);
    await scene.org.booked(id, nine);
  });

  test('the job does nothing about a booking that was cancelled meanwhile', async () => {
    const { id } = await priced();
    const booking = await scene.org.booked(id, nine);
    const first = (await scene.org.call('POST', `/v1/bookings/${booking.id}/cancel`)).body;
    scene.api.clock.moveBy(halfHour);
    await runJob(booking.id);
    expect(await read(booking.id)).toEqual(first);
  });

  test('it no longer counts to its cap', async () => {
    const { id } = await priced({ booking_cap: 1, booking_cap_period: 'daily' });
    const remaining = async () =>
      (await scene.org.call('GET', `/v1/event-types/${id}`)).body.bookings_remaining;
    await scene.org.booked(id, nine);
    expect(await remaining()).toBe(0);
    expect(refusalOf(await scene.org.book(id, '2026-06-02T10:00:00Z'))).toEqual([409, 'booking_cap_reached']);
    scene.api.clock.moveBy(halfHour);
    expect(await remaining()).toBe(1);
    expect(await isOffered(id)).toBe(true);
    await scene.org.booked(id, '2026-06-02T10:00:00Z');
    expect(await remaining()).toBe(0);
    expect(refusalOf(await scene.org.book(id, nine))).toEqual([409, 'booking_cap_reached']);
  });

  test('only its own spots of a group’s slot are free', async () => {
    const { id } = await priced({ max_attendees: 3 });
    await scene.org.booked(id, nine);
    scene.api.clock.moveBy(halfHour / 2);
    await scene.org.booked(id, nine);
    scene.api.clock.moveBy(halfHour / 2);
    const spots = async () => (await scene.org.availability(id, '2026-06-02')).slots[0].spots_remaining;
    expect(await spots()).toBe(2);
    await scene.org.booked(id, nine);
    expect(await spots()).toBe(1);
  });

  test('it cannot be moved any more', async () => {
    const { id } = await priced();
    const booking = await scene.org.booked(id, nine);
    scene.api.clock.moveBy(halfHour);
    const moved = await scene.org.call('POST', `/v1/bookings/${booking.id}/reschedule`, {
      new_start_time: '2026-06-02T10:00:00Z',
    });
    expect(refusalOf(moved)).toEqual([409, 'booking_cancelled']);
  });
});

test('one that is moved still waits for its payment, no longer than before', async () => {
  const { id } = await priced();
  const booking = await scene.org.booked(id, nine);
  scene.api.clock.moveBy(halfHour / 2);
  const path = `/v1/bookings/${booking.id}/reschedule`;
  const moved = await scene.org.call('POST', path, { new_start_time: '2026-06-02T10:00:00Z' });
  expect(moved).toMatchObject({
    status: 200,
    body: {
      status: 'pending_payment',
      payment: booking.payment,
      revision: 1,
      start_time: '2026-06-02T10:00:00Z',
    },
  });
  scene.api.clock.moveBy(halfHour / 2);
  await runJob(booking.id);
  expect(await read(booking.id)).toMatchObject({ ...cancelled, revision: 2 });
});

test('its job is due when its time is over', async () => {
  const { id } = await priced();
  const booking = await scene.org.booked(id, nine);
  const { rows } = await sql`
    select name, start_after from ${sql.table(`${queueSchema}.job`)}
    where data ->> 'id' = ${booking.id}`.execute(scene.api.deps.database.db);
  expect(rows).toEqual([
    { name: 'bookings.expire-unpaid', start_after: new Date(booking.payment.expires_at) },
  ]);
});
