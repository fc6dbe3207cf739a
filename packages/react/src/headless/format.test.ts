import { describe, expect, it } from 'vitest';
import { firstDayOfRegion, firstDayOfWeek } from './first-day.ts';
import { formatDate, formatMonth, formatStart, formatTime, weekdayNames } from './format.ts';

// Runtimes differ in which space stands before AM and PM.
const plain = (text: string) => text.replaceAll(/\s/g, ' ');
const start = '2026-06-15T18:30:00Z';

describe('times', () => {
  it('have 12 or 24 hours as the locale has it, on the clock of the zone', () => {
    expect(plain(formatTime(start, 'en-US', 'America/New_York'))).toBe('2:30 PM');
    expect(formatTime(start, 'de', 'Europe/Berlin')).toBe('20:30');
    expect(formatTime({ start_time: start }, 'en-GB', 'Asia/Kolkata')).toBe('00:00');
  });

  it('have what a visitor wants', () => {
    expect(formatTime(start, 'en-US', 'Europe/Berlin', { hour12: false })).toBe('20:30');
    expect(formatTime(start, 'en-US', 'Asia/Kolkata', { hour12: false })).toBe('00:00');
    expect(plain(formatTime(start, 'de', 'Europe/Berlin', { hour12: true }))).toMatch(/^0?8:30 PM$/);
  });

  it('tell the two hours apart that read the same', () => {
    const first = plain(formatStart('2026-11-01T05:30:00Z', 'en-US', 'America/New_York'));
    const second = plain(formatStart('2026-11-01T06:30:00Z', 'en-US', 'America/New_York'));
    expect(first).toBe('Sunday, November 1, 2026 at 1:30 AM EDT');
    expect(second).toBe('Sunday, November 1, 2026 at 1:30 AM EST');
  });
});

describe('dates and months', () => {
  it('are in the words of the locale, whatever the zone of the machine', () => {
    expect(formatDate('2026-06-01', 'en-US')).toBe('Monday, June 1');
    expect(formatDate('2026-06-01', 'de')).toBe('Montag, 1. Juni');
    expect(formatMonth('2026-06', 'fr')).toBe('juin 2026');
  });

  it('have weekdays from the first one on', () => {
    expect(weekdayNames('en', 1).map(({ short }) => short)).toEqual([
      'Mon',
      'Tue',
      'Wed',
      'Thu',
      'Fri',
      'Sat',
      'Sun',
    ]);
    expect(weekdayNames('en', 0)[0]).toEqual({ short: 'Sun', long: 'Sunday' });
    expect(weekdayNames('ar', 6)[0]?.long).toBe('السبت');
  });
});

describe('weeks begin', () => {
  it.each([
    ['en-US', 0],
    ['en', 0],
    ['en-GB', 1],
    ['de', 1],
    ['ar-EG', 6],
    ['pt-BR', 0],
    ['ja', 0],
  ])('in %s on day %i, by the runtime', (locale, day) => {
    expect(firstDayOfWeek(locale)).toBe(day);
  });

  it.each(['US', 'GB', 'DE', 'EG', 'BR', 'JP', 'FR', 'IN', 'IL', 'SA', 'MX', 'CN', 'AU', 'TR'])(
    'in %s on the same day by the table',
    (region) => {
      expect(firstDayOfRegion(region)).toBe(firstDayOfWeek(`und-${region}`));
    },
  );
});
