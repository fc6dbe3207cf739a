import { expect, test } from 'vitest';
import { dailyHours, refusalOf, useOrganization } from '../../../test/harness/organization.ts';

const scene = useOrganization();
const newYork = { timezone: 'America/New_York' };

test('hours stay on the wall clock when New York goes over to summer time', async () => {
  scene.api.clock.moveTo('2026-03-01T00:00:00Z');
  const { id } = await scene.org.eventType({}, dailyHours('America/New_York', '09:00-09:30'));
  expect(await scene.org.starts(id, '2026-03-07', { end: '2026-03-08', ...newYork })).toEqual([
    '2026-03-07T14:00:00Z',
    '2026-03-08T13:00:00Z',
  ]);
});

test('and when it goes back', async () => {
  const { id } = await scene.org.eventType({}, dailyHours('America/New_York', '09:00-09:30'));
  expect(await scene.org.starts(id, '2026-10-31', { end: '2026-11-01', ...newYork })).toEqual([
    '2026-10-31T13:00:00Z',
    '2026-11-01T14:00:00Z',
  ]);
});

test('the hour that a spring day skips is neither offered nor booked', async () => {
  scene.api.clock.moveTo('2026-03-01T00:00:00Z');
  const { id } = await scene.org.eventType({}, dailyHours('America/New_York', '01:00-04:00'));
  const offered = ['06:00', '06:30', '07:00', '07:30'].map((time) => `2026-03-08T${time}:00Z`);
  expect(await scene.org.starts(id, '2026-03-08', newYork)).toEqual(offered);
  // 01:30 and 03:00 are neighbours on that day; "02:30-05:00" is 07:30 UTC, which reads 03:30.
  await scene.org.booked(id, '2026-03-08T02:30:00-05:00');
  expect(await scene.org.starts(id, '2026-03-08', newYork)).toEqual(offered.slice(0, 3));
});

test('a window that lies in the skipped hour does not exist on that day', async () => {
  scene.api.clock.moveTo('2026-03-01T00:00:00Z');
  const { id } = await scene.org.eventType({}, dailyHours('America/New_York', '02:00-03:00'));
  expect(await scene.org.starts(id, '2026-03-07', { end: '2026-03-09', ...newYork })).toEqual([
    '2026-03-07T07:00:00Z',
    '2026-03-07T07:30:00Z',
    '2026-03-09T06:00:00Z',
    '2026-03-09T06:30:00Z',
  ]);
  expect(refusalOf(await scene.org.book(id, '2026-03-08T07:00:00Z'))).toEqual([
    409,
    'slot_unavailable',
    'outside_hours',
  ]);
});

test('the hour that an autumn day repeats is offered once for each of its instants, and both can be booked', async () => {
  const { id } = await scene.org.eventType({}, dailyHours('America/New_York', '01:00-02:00'));
  const twice = ['05:00', '05:30', '06:00', '06:30'].map((time) => `2026-11-01T${time}:00Z`);
  expect(await scene.org.starts(id, '2026-11-01', newYork)).toEqual(twice);
  for (const start of twice) await scene.org.booked(id, start);
  expect(await scene.org.starts(id, '2026-11-01', newYork)).toEqual([]);
});

test('a day of 23 and one of 25 hours are whole days of the question', async () => {
  scene.api.clock.moveTo('2026-03-01T00:00:00Z');
  const { id } = await scene.org.eventType({ duration_minutes: 60 }, dailyHours('UTC', '00:00-24:00'));
  expect(await scene.org.starts(id, '2026-03-08', newYork)).toHaveLength(23);
  expect(await scene.org.starts(id, '2026-11-01', newYork)).toHaveLength(25);
});
