import { findZone, type Zone } from '@astrocal/scheduling';
import { expect, test } from 'vitest';
import { utc } from './local-time.ts';
import { presentSlot } from './present.ts';
import { cutSlots, saySlots } from './slot-list.ts';

/** As many slots from a start, one every so many minutes. */
const slots = (start: string, count: number, minutes: number, zone: Zone = utc) =>
  Array.from({ length: count }, (_, place) => {
    const at = (instant: number) => new Date(instant).toISOString().replace('.000', '');
    const begin = Date.parse(start) + place * minutes * 60_000;
    return presentSlot({ start_time: at(begin), end_time: at(begin + minutes * 60_000) }, zone);
  });

test.each([
  [100, 60, 100, null],
  [200, 60, 200, null],
  [201, 60, 192, '2026-06-23'],
  [289, 5, 288, '2026-06-16'],
])('%i slots of %i minutes are cut to %i, and go on at %s', (count, minutes, shown, next) => {
  const cut = cutSlots(slots('2026-06-15T00:00:00Z', count, minutes), utc);
  expect([cut.shown.length, cut.nextDate]).toEqual([shown, next]);
});

test('a day on which clocks change is told in two lines, one for each offset', () => {
  const newYork = findZone('America/New_York') as Zone;
  expect(saySlots(slots('2026-11-01T05:30:00Z', 3, 30, newYork), newYork)).toBe(
    '2026-11-01 (Sunday, November 1, UTC-04:00): 01:30\n2026-11-01 (Sunday, November 1, UTC-05:00): 01:00 01:30',
  );
});
