import { zoneNames } from '@astrocal/scheduling';
import { describe, expect, it } from 'vitest';
import { createReader, localeOf, readerZone } from './reader-time.ts';

const inZone = (name: string) => createReader(readerZone(name));
const noon = Date.UTC(2026, 6, 1, 12);

describe('a reader', () => {
  it('is told in every zone what our own rules say, with ordinary spaces', () => {
    for (const name of zoneNames()) expect(inZone(name).time(noon)).toMatch(/^\d{1,2}:\d\d (AM|PM)$/);
    // Vancouver has kept its summer time since 2026, which older data does not know.
    expect(inZone('America/Vancouver').time(Date.UTC(2026, 11, 1, 12))).toBe('5:00 AM');
    expect(inZone('Pacific/Kiritimati').day(noon)).toBe('Thursday, July 2, 2026');
    expect(inZone('Asia/Kathmandu').zoneName(noon)).toBe('Kathmandu time');
    expect(inZone('Etc/GMT+5').zoneName(noon)).toBe('UTC−5');
    expect(inZone('No/Where').zone.name).toBe('UTC');
  });

  it('sees the day of an end that lies on another', () => {
    expect(inZone('UTC').span(Date.UTC(2026, 6, 1, 23, 30), Date.UTC(2026, 6, 2, 0, 30))).toBe(
      '11:30 PM – Thu, Jul 2, 12:30 AM',
    );
  });

  it('sees the offset where the clock shows a time twice, and nowhere else', () => {
    const times = ['04:30', '05:30', '06:30', '07:30'].map((time) =>
      inZone('America/New_York').time(Date.parse(`2027-11-07T${time}:00Z`)),
    );
    expect(times).toEqual(['12:30 AM', '1:30 AM UTC−4', '1:30 AM UTC−5', '2:30 AM']);
  });

  it('reads dates as the locale writes them', () => {
    const reader = createReader(readerZone('Europe/Berlin'), { locale: 'de' });
    expect(reader.day(noon)).toBe('Mittwoch, 1. Juli 2026');
    expect(reader.span(noon, noon + 1_800_000)).toBe('14:00 – 14:30');
    expect(reader.leaf(noon)).toEqual({ month: 'Jul', day: '1', weekday: 'Mi' });
  });

  it('counts midnights by the own clock', () => {
    const { daysBetween } = inZone('America/New_York');
    expect(daysBetween(Date.UTC(2026, 6, 1, 3, 59), Date.UTC(2026, 6, 1, 4))).toBe(1);
    expect(daysBetween(Date.UTC(2026, 6, 1, 4), Date.UTC(2026, 6, 2, 3))).toBe(0);
  });
});

it.each([
  [undefined, 'en-US'],
  ['', 'en-US'],
  ['*', 'en-US'],
  ['de-DE,de;q=0.9,en;q=0.8', 'de-DE'],
  ['en;q=0.2, fr-CH;q=0.9', 'fr-CH'],
  ['en-GB-u-hc-h12', 'en-GB'],
  ['de;q=0, pl', 'pl'],
  ['xx-nonsense, ja', 'ja'],
  ['tlh;q=1, ../../etc;q=1', 'en-US'],
  [`${'a'.repeat(9000)},de`, 'de'],
])('Accept-Language %s is read as %s', (header, locale) => expect(localeOf(header)).toBe(locale));
