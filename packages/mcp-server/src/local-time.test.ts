import { findZone, type Zone } from '@astrocal/scheduling';
import { expect, test } from 'vitest';
import { localIso, minuteOfDay, presentIn, sayNow, saySpan, sayTime, utc } from './local-time.ts';

const zone = (name: string) => findZone(name) as Zone;
const at = (text: string) => Date.parse(text);

test.each([
  ['UTC', '2026-06-15T14:00:00Z', '2026-06-15T14:00:00Z', 'Monday, June 15, 2026, 14:00 UTC'],
  [
    'America/New_York',
    '2026-06-15T14:00:00Z',
    '2026-06-15T10:00:00-04:00',
    'Monday, June 15, 2026, 10:00 America/New_York (UTC-04:00)',
  ],
  [
    'America/New_York',
    '2026-01-01T04:59:00Z',
    '2025-12-31T23:59:00-05:00',
    'Wednesday, December 31, 2025, 23:59 America/New_York (UTC-05:00)',
  ],
  [
    'Asia/Kathmandu',
    '2026-06-14T18:30:00Z',
    '2026-06-15T00:15:00+05:45',
    'Monday, June 15, 2026, 00:15 Asia/Kathmandu (UTC+05:45)',
  ],
  [
    'Europe/London',
    '2026-01-15T09:00:00Z',
    '2026-01-15T09:00:00+00:00',
    'Thursday, January 15, 2026, 09:00 Europe/London (UTC+00:00)',
  ],
  [
    'Pacific/Kiritimati',
    '2024-02-28T12:00:00Z',
    '2024-02-29T02:00:00+14:00',
    'Thursday, February 29, 2024, 02:00 Pacific/Kiritimati (UTC+14:00)',
  ],
])('in %s, %s is %s, said as "%s"', (name, instant, iso, said) => {
  expect([localIso(zone(name), at(instant)), sayTime(zone(name), at(instant))]).toEqual([iso, said]);
  expect(at(iso)).toBe(at(instant));
});

test('the two hours of a clock that is set back differ by their offset', () => {
  const hours = ['2026-11-01T05:30:00Z', '2026-11-01T06:30:00Z'].map((each) =>
    localIso(zone('America/New_York'), at(each)),
  );
  expect(hours).toEqual(['2026-11-01T01:30:00-04:00', '2026-11-01T01:30:00-05:00']);
});

test('a span that ends on another day says that day', () => {
  expect(saySpan(zone('Asia/Tokyo'), at('2026-06-15T14:30:00Z'), at('2026-06-15T15:30:00Z'))).toBe(
    'Monday, June 15, 2026, 23:30 – Tue, Jun 16, 00:30 Asia/Tokyo (UTC+09:00)',
  );
  expect(saySpan(utc, at('2026-06-15T14:30:00Z'), at('2026-06-15T15:00:00Z'))).toBe(
    'Monday, June 15, 2026, 14:30 – 15:00 UTC',
  );
});

test('minutes of the day follow the wall clock, before 1970 too', () => {
  expect(minuteOfDay(zone('Asia/Tokyo'), at('2026-06-15T15:01:00Z'))).toBe(1);
  expect(minuteOfDay(utc, at('1969-12-31T23:59:00Z'))).toBe(1439);
});

test('the present is told in UTC and in the zone', () => {
  const now = at('2026-06-01T22:30:59Z');
  expect(presentIn(zone('Asia/Tokyo'), now)).toEqual({
    utc: '2026-06-01T22:30:59Z',
    local: '2026-06-02T07:30:00+09:00',
    timezone: 'Asia/Tokyo',
  });
  expect(sayNow(utc, now)).toBe('The time is now Monday, June 1, 2026, 22:30 UTC.');
});
