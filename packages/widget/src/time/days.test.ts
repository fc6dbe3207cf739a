import fc from 'fast-check';
import moment from 'moment-timezone';
import { describe, expect, it } from 'vitest';
import { zones } from '../../test/zones.ts';
import { daysOf, hasFree } from './days.ts';

const slot = (start: number, minutes = 30) => ({
  start_time: new Date(start).toISOString().replace('.000Z', 'Z'),
  end_time: new Date(start + minutes * 60_000).toISOString().replace('.000Z', 'Z'),
});

describe('the days of an answer', () => {
  it('hold every slot once, under the date that the visitor reads on the clock, in the order of time', () => {
    const starts = fc.uniqueArray(
      fc.integer({ min: Date.UTC(2026, 0) / 900_000, max: Date.UTC(2028, 0) / 900_000 }),
      { minLength: 1, maxLength: 60 },
    );
    fc.assert(
      fc.property(starts, fc.constantFrom(...zones), (quarters, zone) => {
        const sorted = quarters.toSorted((one, other) => one - other).map((quarter) => quarter * 900_000);
        const days = daysOf({ slots: sorted.map((start) => slot(start)) }, zone);
        const listed = Object.keys(days)
          .sort()
          .flatMap((date) => days[date] ?? []);
        expect(listed.map(({ startTime }) => Date.parse(startTime))).toEqual(sorted);
        for (const [date, offers] of Object.entries(days))
          for (const { startTime } of offers)
            expect(moment(startTime).tz(zone).format('YYYY-MM-DD')).toBe(date);
      }),
    );
  });

  it('lists both starts of the hour that comes twice', () => {
    const slots = ['2026-11-01T05:30:00Z', '2026-11-01T06:30:00Z'].map((start) => slot(Date.parse(start)));
    const days = daysOf({ slots }, 'America/New_York');
    expect(days['2026-11-01']?.map(({ startTime }) => startTime)).toEqual(slots.map((one) => one.start_time));
  });

  it('puts full times between the free ones, with the place in line', () => {
    const days = daysOf(
      {
        slots: [{ ...slot(Date.parse('2026-06-01T10:00:00Z')), spots_remaining: 2, total_capacity: 8 }],
        full_slots: [{ ...slot(Date.parse('2026-06-01T09:00:00Z')), waitlist_position: 3 }],
      },
      'UTC',
    );
    expect(days['2026-06-01']).toMatchObject([
      { kind: 'full', startTime: '2026-06-01T09:00:00Z', position: 3 },
      { kind: 'free', startTime: '2026-06-01T10:00:00Z', spotsRemaining: 2, totalCapacity: 8 },
    ]);
    expect(hasFree(days['2026-06-01'])).toBe(true);
    expect(hasFree(days['2026-06-01']?.slice(0, 1))).toBe(false);
    expect(hasFree(undefined)).toBe(false);
  });
});
