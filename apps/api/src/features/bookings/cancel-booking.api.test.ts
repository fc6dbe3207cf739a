import { describe, expect, test } from 'vitest';
import { refusalOf, useOrganization } from '../../../test/harness/organization.ts';

const scene = useOrganization();
const nine = '2026-06-02T09:00:00Z';
const cancel = (id: string, body?: unknown) => scene.org.call('POST', `/v1/bookings/${id}/cancel`, body);

test('a cancelled booking tells when and why', async () => {
  const { id } = await scene.org.eventType();
  const booking = await scene.org.booked(id, nine);
  scene.api.clock.moveBy(60_000);
  const answer = await cancel(booking.id, { reason: 'Customer\nrequested ' });
  expect(answer.status).toBe(200);
  expect(answer.body).toEqual({
    ...booking,
    status: 'cancelled',
    cancelled_at: '2026-06-01T08:01:00Z',
    cancel_reason: 'Customer requested',
    revision: 1,
    updated_at: '2026-06-01T08:01:00Z',
  });
  expect((await scene.org.call('GET', `/v1/bookings/${booking.id}`)).body).toEqual(answer.body);
});

test('cancelling again answers the first cancellation, without an event', async () => {
  const { id } = await scene.org.eventType();
  const booking = await scene.org.booked(id, nine);
  const first = await cancel(booking.id, { reason: 'First' });
  const events = await scene.org.events();
  scene.api.clock.moveBy(60_000);
  expect(await cancel(booking.id, { reason: 'Second' })).toMatchObject({ status: 200, body: first.body });
  expect(await cancel(booking.id)).toMatchObject({ status: 200, body: first.body });
  expect(await scene.org.events()).toEqual(events);
  expect(events.at(-1)).toMatchObject({ event: 'booking.cancelled', data: { cancel_reason: 'First' } });
});

test('of the messages about a booking, the one with the highest revision is the newest', async () => {
  const { id } = await scene.org.eventType();
  const booking = await scene.org.booked(id, nine);
  const path = `/v1/bookings/${booking.id}/reschedule`;
  await scene.org.call('POST', path, { new_start_time: '2026-06-02T10:00:00Z' });
  await cancel(booking.id);
  const told = (await scene.org.events()).filter(({ data }) => data.id === booking.id);
  expect(told.map(({ event, data }) => [event, data.revision])).toEqual([
    ['booking.created', 0],
    ['booking.confirmed', 0],
    ['booking.rescheduled', 1],
    ['booking.cancelled', 2],
  ]);
});

test('its time is free for every event type of the host', async () => {
  const { id } = await scene.org.eventType({ buffer_before_minutes: 60, slot_interval_minutes: 60 });
  const { id: other } = await scene.org.eventType({ slot_interval_minutes: 30 });
  const booking = await scene.org.booked(id, '2026-06-02T10:00:00Z');
  expect(refusalOf(await scene.org.book(other, '2026-06-02T09:30:00Z'))).toEqual([
    409,
    'slot_unavailable',
    'booked',
  ]);
  await cancel(booking.id);
  await scene.org.booked(other, '2026-06-02T09:30:00Z');
});

describe('the body', () => {
  test.each([undefined, {}, { reason: null }, { reason: ' \u200e ' }])(
    'may be %o: no reason is kept',
    async (body) => {
      const { id } = await scene.org.eventType();
      const booking = await scene.org.booked(id, nine);
      expect((await cancel(booking.id, body)).body).toMatchObject({
        status: 'cancelled',
        cancel_reason: null,
      });
    },
  );

  test('may be empty with a JSON content type', async () => {
    const { id } = await scene.org.eventType();
    const booking = await scene.org.booked(id, nine);
    const answer = await scene.api.call('POST', `/v1/bookings/${booking.id}/cancel`, {
      key: scene.org.testKey,
      headers: { 'content-type': 'application/json' },
    });
    expect(answer).toMatchObject({ status: 200, body: { status: 'cancelled' } });
  });

  test.each([
    [{ reason: 'x'.repeat(501) }, 'reason'],
    [{ reason: 5 }, 'reason'],
    [{ why: 'x' }, 'why'],
  ])('is refused as %o', async (body, path) => {
    const { id } = await scene.org.eventType();
    const booking = await scene.org.booked(id, nine);
    expect(refusalOf(await cancel(booking.id, body))).toEqual([400, 'validation_error', `body.${path}`]);
    expect((await scene.org.call('GET', `/v1/bookings/${booking.id}`)).body.status).toBe('confirmed');
  });
});

test('a booking can be cancelled when it has begun, and when its event type is inactive', async () => {
  const { id } = await scene.org.eventType();
  const booking = await scene.org.booked(id, nine);
  await scene.org.call('PATCH', `/v1/event-types/${id}`, { active: false });
  scene.api.clock.moveTo('2026-06-02T09:10:00Z');
  expect(await cancel(booking.id)).toMatchObject({ status: 200, body: { status: 'cancelled' } });
});

describe('a meeting that has begun', () => {
  const byToken = (booking: { id: string; cancel_token: string }) =>
    scene.api.call('POST', `/v1/bookings/${booking.id}/cancel?token=${booking.cancel_token}`);

  test('is not cancelled by token, but by key', async () => {
    const { id } = await scene.org.eventType();
    const booking = await scene.org.booked(id, nine);
    scene.api.clock.moveTo(nine);
    const before = await scene.org.events();
    expect(refusalOf(await byToken(booking))).toEqual([409, 'conflict']);
    expect(await scene.org.events()).toEqual(before);
    expect((await cancel(booking.id)).body).toMatchObject({ status: 'cancelled', revision: 1 });
    expect(await byToken(booking)).toMatchObject({ status: 200, body: { status: 'cancelled' } });
  });

  test('one that begins in a moment is cancelled by token', async () => {
    const { id } = await scene.org.eventType();
    const booking = await scene.org.booked(id, nine);
    scene.api.clock.moveTo('2026-06-02T08:59:59Z');
    expect(await byToken(booking)).toMatchObject({ status: 200, body: { status: 'cancelled' } });
  });
});
