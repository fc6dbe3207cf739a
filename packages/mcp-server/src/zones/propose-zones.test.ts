import { readFileSync } from 'node:fs';
import path from 'node:path';
import { findZone, offsetSecondsAt, type Zone, zoneNames } from '@astrocal/scheduling';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makePlaces } from '../../tools/make-places.ts';
import { proposeZones } from './propose-zones.ts';

const june = Date.parse('2026-06-15T12:00:00Z');
const january = Date.parse('2026-01-15T12:00:00Z');
const proposed = (text: string, at = june) => proposeZones(text, at).map(({ name }) => name);

test('the table of places is what its tool makes', () => {
  const file = path.join(import.meta.dirname, 'places.generated.ts');
  expect(readFileSync(file, 'utf8')).toBe(makePlaces());
});

describe('whole words of a city', () => {
  test.each([
    ['Tokyo', 'Asia/Tokyo'],
    ['Tokyo time', 'Asia/Tokyo'],
    ['New York City', 'America/New_York'],
    ['new york', 'America/New_York'],
    ['Ameria/New_York', 'America/New_York'],
    ['Europe/Berlin (Germany)', 'Europe/Berlin'],
    ['São Paulo', 'America/Sao_Paulo'],
    ['Mexico City', 'America/Mexico_City'],
    ['San Francisco', 'America/Los_Angeles'],
    ['Asia/Mumbai', 'Asia/Kolkata'],
    ['Washington, D.C.', 'America/New_York'],
    ['Singapore time', 'Asia/Singapore'],
  ])('%s is %s', (text, zone) => expect(proposed(text)).toEqual([zone]));

  test.each([
    ['London, Ontario', ['America/Toronto']],
    ['Paris, Texas', ['America/Chicago', 'America/Denver']],
    ['Perth, WA', ['Australia/Perth']],
    ['Berlin, DE', ['Europe/Berlin']],
    ['Austin TX', ['America/Chicago']],
    ['New Jersey', ['America/New_York']],
    ['Jersey', ['Europe/Jersey']],
  ])('with a country or state it is the one there: %s', (text, zones) =>
    expect(proposed(text)).toEqual(zones),
  );
});

describe('a country or state', () => {
  test.each([
    ['India', ['Asia/Kolkata']],
    ['Indiana', ['America/Indiana/Indianapolis', 'America/Chicago']],
    ['China', ['Asia/Shanghai', 'Asia/Urumqi']],
    ['USA', ['America/New_York', 'America/Chicago', 'America/Los_Angeles']],
    ['U.S.', ['America/New_York', 'America/Chicago', 'America/Los_Angeles']],
    ['South Korea', ['Asia/Seoul']],
    ['Northern Ireland', ['Europe/London']],
    ['Côte d’Ivoire', ['Africa/Abidjan']],
    ['Guinea-Bissau', ['Africa/Bissau']],
    ['Georgia', ['Asia/Tbilisi', 'America/New_York']],
    ['Australia', ['Australia/Sydney', 'Australia/Brisbane', 'Australia/Perth']],
  ])('%s has its largest zones', (text, zones) => expect(proposed(text)).toEqual(zones));
});

describe('a usual name', () => {
  test.each([
    ['IST', ['Asia/Kolkata', 'Asia/Jerusalem', 'Europe/Dublin']],
    ['IST (India)', ['Asia/Kolkata']],
    ['CST', ['America/Chicago', 'Asia/Shanghai', 'America/Havana']],
    ['US Central', ['America/Chicago']],
    ['China CST', ['Asia/Shanghai']],
    ['Pacific Standard Time', ['America/Los_Angeles']],
    ['Mountain Time (US & Canada)', ['America/Denver']],
    ['Central European Summer Time', ['Europe/Paris']],
    ['AEST', ['Australia/Sydney', 'Australia/Brisbane']],
    ['utc time', ['UTC']],
  ])('%s is of %j', (text, zones) => expect(proposed(text)).toEqual(zones));
});

describe('an offset', () => {
  test.each([
    ['GMT+2', june, ['Europe/Paris', 'Africa/Johannesburg', 'Africa/Juba']],
    ['GMT+1', january, ['Africa/Lagos', 'Europe/Paris']],
    ['UTC+5:30', june, ['Asia/Kolkata']],
    ['UTC+0530', june, ['Asia/Kolkata']],
    ['gmt + 5.5', june, ['Asia/Kolkata']],
    ['IST +5:30', june, ['Asia/Kolkata']],
    ['(UTC+02:00) Berlin', june, ['Europe/Berlin']],
    ['UTC\u22128', january, ['America/Los_Angeles']],
    ['+00:00', june, ['UTC']],
    ['-0', june, ['UTC']],
    ['UTC+14', june, ['Pacific/Kiritimati']],
  ])('%s has zones with it then', (text, at, zones) => {
    expect(proposed(text, at).slice(0, zones.length)).toEqual(zones);
  });

  test.each([
    '(UTC+01:00) Berlin',
    'UTC+2 (Cairo)',
    'IST -5:30',
    'UTC-12',
    'UTC+25',
    'UTC+1/+2',
    'UTC5:30',
    'Etc/GMT+15',
  ])('that fits nothing has none: %s', (text) => expect(proposed(text)).toEqual([]));

  test('is the offset, at that moment, of whatever is proposed, whatever else is said', () => {
    const offset = fc.record({
      sign: fc.constantFrom('+', '-', '\u2212'),
      hours: fc.integer({ min: 0, max: 15 }),
      minutes: fc.constantFrom(0, 15, 30, 45),
    });
    const around = fc.constantFrom(
      '',
      'UTC',
      'GMT',
      'Etc/GMT',
      'utc ',
      'IST ',
      'CST ',
      'Berlin ',
      'India ',
      'New York, NY ',
    );
    const forms = [
      (hours: number, minutes: number) => `${hours}:${String(minutes).padStart(2, '0')}`,
      (hours: number, minutes: number) =>
        `${String(hours).padStart(2, '0')}${String(minutes).padStart(2, '0')}`,
    ];
    const moment = fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2037, 0) });
    let seen = 0;
    fc.assert(
      fc.property(
        around,
        offset,
        fc.constantFrom(...forms),
        moment,
        (before, { sign, hours, minutes }, form, at) => {
          const seconds = (sign === '+' ? 1 : -1) * (hours * 3600 + minutes * 60) || 0;
          for (const zone of proposeZones(`${before}${sign}${form(hours, minutes)}`, at)) {
            seen++;
            expect([zone.name, offsetSecondsAt(zone, at)]).toEqual([zone.name, seconds]);
          }
        },
      ),
      { numRuns: 3000 },
    );
    expect(seen).toBeGreaterThan(500);
  });
});

test.each(['Narnia', 'Amsterdm', '', 'time', 'constructor', '__proto__', 'Asia', '🌍', '東京'])(
  'only the person can tell what %j is',
  (text) => expect(proposed(text)).toEqual([]),
);

test('three different clocks at most are proposed, of any text, in no time', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      const zones = proposeZones(text, june);
      expect(zones.length).toBeLessThanOrEqual(3);
      expect(new Set(zones.map(({ offsetsMs, periodStarts }) => `${offsetsMs} ${periodStarts}`)).size).toBe(
        zones.length,
      );
    }),
  );
  expect(proposed('new york '.repeat(100_000))).toEqual(['America/New_York']);
});

test('every city that a zone is named after proposes it, or one with its clocks', () => {
  const alike = (a: Zone | null, b: Zone | null) =>
    a?.offsetsMs === b?.offsetsMs && a?.periodStarts === b?.periodStarts;
  const missed = zoneNames().filter((name) => {
    if (!/^(Africa|America|Asia|Atlantic|Europe|Indian|Pacific)\//.test(name)) return false;
    const city = name.slice(name.lastIndexOf('/') + 1).replaceAll('_', ' ');
    return !proposeZones(`${city} time`, june).some((zone) => alike(zone, findZone(name)));
  });
  expect(missed).toEqual(['America/North_Dakota/Center']); // which is a word before it is a town
});
