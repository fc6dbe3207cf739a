import { describe, expect, test } from 'vitest';
import { instant, zoneNamed } from '../test/builders.ts';
import { differentZones, fixtureChanges, fixtureOffset } from '../test/oracle/fixture-zones.ts';
import { capPeriod, formatInstant } from './index.ts';

type Period = 'daily' | 'weekly' | 'monthly';

function period(name: Period, zone: string, now: string): (string | null)[] {
  const { start, end } = capPeriod({ period: name, zone: zoneNamed(zone), now: instant(now), setAt: 0 });
  return [formatInstant(start), end === null ? null : formatInstant(end)];
}

describe('a cap’s period', () => {
  test.each<[string, Period, string, string, string, string]>([
    [
      'a local day',
      'daily',
      'America/New_York',
      '2026-06-16T03:59:59Z',
      '2026-06-15T04:00:00Z',
      '2026-06-16T04:00:00Z',
    ],
    [
      'begins at its first instant',
      'daily',
      'America/New_York',
      '2026-06-16T04:00:00Z',
      '2026-06-16T04:00:00Z',
      '2026-06-17T04:00:00Z',
    ],
    [
      'a day of 23 hours',
      'daily',
      'America/New_York',
      '2026-03-08T12:00:00Z',
      '2026-03-08T05:00:00Z',
      '2026-03-09T04:00:00Z',
    ],
    [
      'a day of 25 hours',
      'daily',
      'America/New_York',
      '2026-11-01T12:00:00Z',
      '2026-11-01T04:00:00Z',
      '2026-11-02T05:00:00Z',
    ],
    [
      'a day whose midnight is skipped',
      'daily',
      'Africa/Cairo',
      '2026-04-24T12:00:00Z',
      '2026-04-23T22:00:00Z',
      '2026-04-24T21:00:00Z',
    ],
    [
      'a week from Monday, on a Sunday',
      'weekly',
      'UTC',
      '2026-06-14T23:59:59Z',
      '2026-06-08T00:00:00Z',
      '2026-06-15T00:00:00Z',
    ],
    [
      'a week from Monday, on a Monday',
      'weekly',
      'UTC',
      '2026-06-15T00:00:00Z',
      '2026-06-15T00:00:00Z',
      '2026-06-22T00:00:00Z',
    ],
    [
      'a week across the spring change',
      'weekly',
      'Europe/Berlin',
      '2026-03-25T00:00:00Z',
      '2026-03-22T23:00:00Z',
      '2026-03-29T22:00:00Z',
    ],
    [
      'a week before 1970',
      'weekly',
      'UTC',
      '1969-12-30T00:00:00Z',
      '1969-12-29T00:00:00Z',
      '1970-01-05T00:00:00Z',
    ],
    [
      'a month',
      'monthly',
      'Asia/Kathmandu',
      '2026-02-10T00:00:00Z',
      '2026-01-31T18:15:00Z',
      '2026-02-28T18:15:00Z',
    ],
    [
      'a month across the change',
      'monthly',
      'America/New_York',
      '2026-03-31T00:00:00Z',
      '2026-03-01T05:00:00Z',
      '2026-04-01T04:00:00Z',
    ],
    [
      'December',
      'monthly',
      'Pacific/Apia',
      '2026-12-31T00:00:00Z',
      '2026-11-30T11:00:00Z',
      '2026-12-31T11:00:00Z',
    ],
  ])('%s: %s in %s at %s', (_, name, zone, now, start, end) => {
    expect(period(name, zone, now)).toEqual([start, end]);
  });

  test('total begins when the cap was set and never ends', () => {
    const setAt = instant('2026-06-15T09:30:00Z');
    const now = instant('2030-01-01T00:00:00Z');
    expect(capPeriod({ period: 'total', zone: zoneNamed('UTC'), now, setAt })).toEqual({
      start: setAt,
      end: null,
    });
  });
});

test('around every change of every zone, an hour is in the period whose dates its local date is of', () => {
  for (const zone of differentZones()) {
    for (const change of fixtureChanges(zone)) {
      for (const hour of [-25, -2, -1, 0, 1, 2, 25]) {
        const second = change + hour * 3600 + 1800;
        for (const name of ['daily', 'weekly', 'monthly'] as const) {
          const found = capPeriod({ period: name, zone: zoneNamed(zone), now: second * 1000, setAt: 0 });
          const end = found.end ?? 0;
          expect(found.start <= second * 1000 && second * 1000 < end, `${zone} ${second} ${name}`).toBe(true);
          // The period's name, made by the platform's calendar of UTC dates, changes exactly at both ends.
          const label = periodLabel(name, zone, second);
          expect(periodLabel(name, zone, found.start / 1000)).toBe(label);
          expect(periodLabel(name, zone, end / 1000 - 1)).toBe(label);
          expect(periodLabel(name, zone, found.start / 1000 - 1)).not.toBe(label);
          expect(periodLabel(name, zone, end / 1000)).not.toBe(label);
        }
      }
    }
  }
});

/** The local date, its week's Monday or its month, by the fixture's offset and the platform's calendar. */
function periodLabel(name: Period, zone: string, second: number): string {
  const local = new Date((second + fixtureOffset(zone, second)) * 1000);
  if (name === 'weekly') local.setUTCDate(local.getUTCDate() - ((local.getUTCDay() + 6) % 7));
  return local.toISOString().slice(0, name === 'monthly' ? 7 : 10);
}
