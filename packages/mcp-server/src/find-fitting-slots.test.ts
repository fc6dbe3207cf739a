import { findZone, type Zone } from '@astrocal/scheduling';
import { expect, test } from 'vitest';
import { findFittingSlots } from './find-fitting-slots.ts';
import { readTimeOfDay } from './times-of-day.ts';

const zone = findZone('America/New_York') as Zone;
const slot = (time: string, spots?: number) => ({
  start_time: `2026-06-15T${time}:00Z`,
  end_time: '2026-06-15T23:00:00Z',
  ...(spots !== undefined && { spots_remaining: spots, total_capacity: 10 }),
});
const starts = (slots: readonly { start_time: string }[]) =>
  slots.map(({ start_time }) => start_time.slice(11, 16));

test('slots fit by the wall clock of the zone; the others come nearest first', () => {
  const slots = ['13:00', '14:00', '15:00', '18:00', '20:00'].map((time) => slot(time));
  const found = findFittingSlots(slots, { zone, partySize: 1, timesOfDay: [readTimeOfDay('10:00-12:00')] });
  expect([starts(found.fitting), starts(found.others)]).toEqual([
    ['14:00', '15:00'],
    ['13:00', '18:00', '20:00'],
  ]);
});

test('without a wish everything fits that has room', () => {
  const slots = [slot('13:00', 1), slot('14:00', 2), slot('15:00', 3)];
  const found = findFittingSlots(slots, { zone, partySize: 2, timesOfDay: [] });
  expect([starts(found.fitting), found.others]).toEqual([['14:00', '15:00'], []]);
});
