import fc from 'fast-check';
import moment from 'moment-timezone';
import { describe, expect, it } from 'vitest';
import { zones } from '../../test/zones.ts';
import { instantAt, isZone, localTime, offsetMs } from './zone.ts';

const minute = fc
  .integer({ min: Date.UTC(2020, 0) / 60_000, max: Date.UTC(2035, 0) / 60_000 })
  .map((minutes) => minutes * 60_000);
const zone = fc.constantFrom(...zones);

describe('the clock of a zone', () => {
  it('shows what another library shows, at any instant', () => {
    fc.assert(
      fc.property(minute, zone, (instant, name) => {
        const other = moment(instant).tz(name);
        expect(localTime(instant, name)).toEqual({
          date: other.format('YYYY-MM-DD'),
          minutes: other.hours() * 60 + other.minutes(),
        });
        expect(offsetMs(instant, name)).toBe(other.utcOffset() * 60_000);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    [
      'just before midnight in New York, which is the next day in UTC',
      '2026-07-01T03:59:00Z',
      'America/New_York',
      '2026-06-30',
      1439,
    ],
    ['midnight itself, as 0 and never as 24', '2026-07-01T04:00:00Z', 'America/New_York', '2026-07-01', 0],
    ['after the spring gap', '2026-03-08T07:00:00Z', 'America/New_York', '2026-03-08', 180],
    ['the second 1:30 of autumn', '2026-11-01T06:30:00Z', 'America/New_York', '2026-11-01', 90],
    ['a day ahead', '2026-12-31T10:00:00Z', 'Pacific/Kiritimati', '2027-01-01', 0],
  ])('knows %s', (_what, instant, name, date, minutes) => {
    expect(localTime(Date.parse(instant), name)).toEqual({ date, minutes });
  });
});

describe('the instant of a wall-clock time', () => {
  it('is one at which the clock shows it, wherever there is one', () => {
    fc.assert(
      fc.property(minute, zone, (instant, name) => {
        const shown = localTime(instant, name);
        const found = instantAt(shown, name);
        expect(localTime(found, name)).toEqual(shown);
        expect(found).toBeLessThanOrEqual(instant);
      }),
      { numRuns: 300 },
    );
  });

  it('is the first of two', () => {
    const found = instantAt({ date: '2026-11-01', minutes: 90 }, 'America/New_York');
    expect(new Date(found).toISOString()).toBe('2026-11-01T05:30:00.000Z');
  });

  it('is past the gap where there is none', () => {
    const found = instantAt({ date: '2026-03-08', minutes: 150 }, 'America/New_York');
    expect(new Date(found).toISOString()).toBe('2026-03-08T07:30:00.000Z');
  });
});

it('tells zones from other words', () => {
  expect(['Europe/Berlin', 'Asia/Calcutta', 'UTC'].every(isZone)).toBe(true);
  expect(['', 'Berlin', 'Etc/Unknown', 'Mars/Olympus'].some(isZone)).toBe(false);
});
