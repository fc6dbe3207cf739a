import { expect, test } from 'vitest';
import { ask, between } from '../test/builders.ts';
import { findSlots, formatInstant, slotsJson } from './index.ts';

// Slots of New York evenings overlap each other around midnight UTC, where the date changes to and fro.
const zone = {
  zone: 'America/New_York',
  windows: ['18:00:30-24:00', '00:00-01:00'],
  durationMinutes: 55,
  slotIntervalMinutes: 15,
};
const range = between('2026-03-06T00:00:00Z', '2026-03-12T00:00:00Z');

test('the text is the JSON of the slots on the wire', () => {
  const { slots } = findSlots(ask({ ...zone, capacity: 4 }), range);
  const times = slots.map(({ start, end }) => ({
    start_time: formatInstant(start),
    end_time: formatInstant(end),
  }));
  expect(slots.length).toBeGreaterThan(10);
  expect(slotsJson(slots, { spots: false })).toBe(JSON.stringify(times));
  const withSpots = times.map((time) => ({ ...time, spots_remaining: 4, total_capacity: 4 }));
  expect(slotsJson(slots, { spots: true })).toBe(JSON.stringify(withSpots));
});

test('no slots are an empty array', () => {
  expect(slotsJson([], { spots: true })).toBe('[]');
});
