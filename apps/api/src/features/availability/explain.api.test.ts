import { describe, expect, test } from 'vitest';
import { dailyHours, refusalOf, useOrganization } from '../../../test/harness/organization.ts';

const scene = useOrganization();
const explain = (event_type_id: string, start_time: string, query: Record<string, string> = {}) =>
  scene.org.call(
    'GET',
    `/v1/availability/explain?${new URLSearchParams({ event_type_id, start_time, ...query })}`,
  );

test('a bookable time is told so, with its end', async () => {
  const { id } = await scene.org.eventType({ duration_options: [30, 60] });
  const answer = await explain(id, '2026-06-02T11:00:00+02:00');
  expect(answer.status).toBe(200);
  expect(answer.body).toEqual({
    start_time: '2026-06-02T09:00:00Z',
    bookable: true,
    reason: null,
    details: { message: expect.any(String), end_time: '2026-06-02T09:30:00Z' },
    hosts: [expect.objectContaining({ name: 'Sam Rivera', bookable: true, reason: null, next: 1 })],
  });
  const longer = await explain(id, '2026-06-02T09:00:00Z', { duration: '60' });
  expect(longer.body.details.end_time).toBe('2026-06-02T10:00:00Z');
});

test('a group’s slot is told with its spots', async () => {
  const { id } = await scene.org.eventType({ max_attendees: 5 });
  await scene.org.booked(id, '2026-06-02T09:00:00Z');
  const { body } = await explain(id, '2026-06-02T09:00:00Z');
  expect(body.details).toMatchObject({ spots_remaining: 4, total_capacity: 5 });
});

/** Each reason with the event type and the time that meet it. Every date has hours from 09:00 to 17:00 UTC. */
const reasons: [string, object, string][] = [
  ['in_past', {}, '2026-06-01T07:59:59Z'],
  ['in_past', {}, '0001-01-01T00:00:00Z'],
  ['notice_too_short', { minimum_notice_minutes: 120 }, '2026-06-01T09:00:00Z'],
  ['beyond_window', { booking_window_days: 1 }, '2026-06-03T09:00:00Z'],
  ['beyond_window', {}, '9999-12-31T09:00:00Z'],
  ['outside_hours', {}, '2026-06-02T08:30:00Z'],
  ['outside_hours', {}, '2026-06-02T17:00:00Z'],
  ['outside_hours', { duration_minutes: 60, slot_interval_minutes: 30 }, '2026-06-02T16:30:00Z'],
  ['not_on_grid', {}, '2026-06-02T09:10:00Z'],
  ['not_on_grid', {}, '2026-06-02T09:00:01Z'],
  ['not_on_grid', {}, '2026-06-02T09:00:00.001Z'],
];

describe('every reason is told, by explain as by the refused booking', () => {
  test.each(reasons)('%s (%o at %s)', async (reason, fields, time) => {
    const { id } = await scene.org.eventType(fields);
    const { status, body } = await explain(id, time);
    expect([status, body]).toMatchObject([200, { bookable: false, reason }]);
    expect(body.details.message).toMatch(/\.$/);
    expect(refusalOf(await scene.org.book(id, time))).toEqual([409, 'slot_unavailable', reason]);
  });

  test('booked', async () => {
    const { id } = await scene.org.eventType();
    await scene.org.booked(scene.org.testEventTypeId, '2026-06-02T09:00:00Z');
    expect((await explain(id, '2026-06-02T09:00:00Z')).body).toMatchObject({
      bookable: false,
      reason: 'booked',
    });
  });

  test('full', async () => {
    const { id } = await scene.org.eventType({ max_attendees: 2 });
    for (let i = 0; i < 2; i++) await scene.org.booked(id, '2026-06-02T09:00:00Z');
    expect((await explain(id, '2026-06-02T09:00:00Z')).body).toMatchObject({
      bookable: false,
      reason: 'full',
    });
  });

  test('cap_reached, before anything about the time', async () => {
    const { id } = await scene.org.eventType({ booking_cap: 1, booking_cap_period: 'total' });
    await scene.org.booked(id, '2026-06-02T09:00:00Z');
    for (const time of ['2026-06-02T10:00:00Z', '2026-06-02T09:10:00Z', '2020-01-01T00:00:00Z'])
      expect((await explain(id, time)).body).toMatchObject({ bookable: false, reason: 'cap_reached' });
  });
});

test('the reasons are judged in their order', async () => {
  const { id } = await scene.org.eventType({ minimum_notice_minutes: 60, booking_window_days: 1 });
  await scene.org.booked(id, '2026-06-02T09:00:00Z');
  const reasonAt = async (time: string) => (await explain(id, time)).body.reason;
  expect(await reasonAt('2026-06-01T07:00:00Z')).toBe('in_past');
  expect(await reasonAt('2026-06-01T08:59:59Z')).toBe('notice_too_short');
  expect(await reasonAt('2026-06-03T03:00:00Z')).toBe('beyond_window');
  expect(await reasonAt('2026-06-02T03:00:00Z')).toBe('outside_hours');
  expect(await reasonAt('2026-06-02T09:10:00Z')).toBe('not_on_grid');
  expect(await reasonAt('2026-06-02T09:00:00Z')).toBe('booked');
});

test('the question needs a key, an event type that is there, and a length that it has', async () => {
  const { id } = await scene.org.eventType({}, dailyHours('UTC', '09:00-10:00'));
  const time = '2026-06-02T09:00:00Z';
  const path = `/v1/availability/explain?event_type_id=${id}&start_time=${time}`;
  expect(refusalOf(await scene.api.call('GET', path))).toEqual([401, 'unauthorized']);
  for (const key of [scene.org.liveKey, scene.api.other.testKey])
    expect(refusalOf(await scene.api.call('GET', path, { key }))).toEqual([404, 'not_found']);
  expect(refusalOf(await explain('evt_x', time))).toEqual([404, 'not_found']);
  expect(refusalOf(await explain(id, time, { duration: '45' }))).toEqual([
    400,
    'validation_error',
    'query.duration',
  ]);
  expect(refusalOf(await explain(id, 'soon'))).toEqual([400, 'validation_error', 'query.start_time']);
  await scene.org.call('PATCH', `/v1/event-types/${id}`, { active: false });
  expect(refusalOf(await explain(id, time))).toEqual([404, 'not_found']);
});
