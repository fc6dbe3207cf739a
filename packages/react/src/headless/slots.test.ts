import { describe, expect, it } from 'vitest';
import { dateIn } from './local-date.ts';
import { groupSlotsByDate } from './slots.ts';

const slot = (start_time: string) => ({ start_time, end_time: start_time });
const grouped = (timezone: string, ...starts: string[]) =>
  Object.fromEntries(
    [...groupSlotsByDate(starts.map(slot), timezone)].map(([date, slots]) => [
      date,
      slots.map(({ start_time }) => start_time),
    ]),
  );

describe('slots are grouped by the date of the visitor', () => {
  it('past midnight of UTC, west of it', () => {
    expect(
      grouped(
        'America/Los_Angeles',
        '2026-06-15T23:30:00Z',
        '2026-06-16T00:00:00Z',
        '2026-06-16T06:59:00Z',
        '2026-06-16T07:00:00Z',
      ),
    ).toEqual({
      '2026-06-15': ['2026-06-15T23:30:00Z', '2026-06-16T00:00:00Z', '2026-06-16T06:59:00Z'],
      '2026-06-16': ['2026-06-16T07:00:00Z'],
    });
  });

  it('past midnight of the visitor, east of UTC', () => {
    expect(grouped('Asia/Tokyo', '2026-06-15T14:30:00Z', '2026-06-15T15:00:00Z')).toEqual({
      '2026-06-15': ['2026-06-15T14:30:00Z'],
      '2026-06-16': ['2026-06-15T15:00:00Z'],
    });
  });

  it('into the next month and year', () => {
    expect(Object.keys(grouped('Asia/Tokyo', '2026-12-31T14:00:00Z', '2026-12-31T15:00:00Z'))).toEqual([
      '2026-12-31',
      '2027-01-01',
    ]);
  });

  it('on the date of a clock change, both hours that read the same included', () => {
    expect(
      grouped(
        'America/New_York',
        '2026-11-01T05:30:00Z',
        '2026-11-01T06:30:00Z',
        '2026-11-02T04:30:00Z',
        '2026-11-02T05:00:00Z',
      ),
    ).toEqual({
      '2026-11-01': ['2026-11-01T05:30:00Z', '2026-11-01T06:30:00Z', '2026-11-02T04:30:00Z'],
      '2026-11-02': ['2026-11-02T05:00:00Z'],
    });
  });

  it('of every day of a month of 31 days', () => {
    const starts = Array.from(
      { length: 31 },
      (_, i) => `2026-07-${String(i + 1).padStart(2, '0')}T23:30:00Z`,
    );
    const kiritimati = groupSlotsByDate(starts.map(slot), 'Pacific/Kiritimati'); // 14 hours ahead
    expect([...kiritimati.keys()].at(0)).toBe('2026-07-02');
    expect([...kiritimati.keys()].at(-1)).toBe('2026-08-01');
    expect(kiritimati.size).toBe(31);
    expect([...groupSlotsByDate(starts.map(slot), 'UTC').keys()]).toEqual(
      starts.map((start) => start.slice(0, 10)),
    );
  });

  it('with all that the slots hold', () => {
    const [group] = groupSlotsByDate(
      [{ ...slot('2026-06-15T14:00:00Z'), spots_remaining: 3 }],
      'UTC',
    ).values();
    expect(group).toEqual([{ ...slot('2026-06-15T14:00:00Z'), spots_remaining: 3 }]);
  });
});

it('a date is that of the Gregorian calendar, in digits of ASCII, and midnight belongs to the new one', () => {
  expect(dateIn('Asia/Bangkok', '2026-06-15T17:00:00Z')).toBe('2026-06-16');
  expect(dateIn('Asia/Kolkata', Date.parse('2026-06-15T18:29:59Z'))).toBe('2026-06-15');
  expect(() => dateIn('Mars/Olympus', 0)).toThrow(RangeError);
});
