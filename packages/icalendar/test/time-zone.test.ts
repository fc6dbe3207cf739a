import { findZone, type Zone, zoneNames } from '@astrocal/scheduling';
import ICAL from 'ical.js';
import { expect, it } from 'vitest';
import { writeCalendarObject } from '../src/index.ts';
import { exampleObject } from './example-object.ts';

const hourMs = 60 * 60 * 1000;

/** RFC 5545 section 3.6.5, read plainly: the observance that began last says the offset. */
function readStart(text: string): number {
  const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]);
  const event = calendar.getFirstSubcomponent('vevent') as ICAL.Component;
  const startTime = event.getFirstPropertyValue('dtstart') as ICAL.Time;
  const start = wall(startTime);
  if (startTime.zone === ICAL.Timezone.utcTimezone) return start;
  const zone = calendar.getFirstSubcomponent('vtimezone') as ICAL.Component;
  const observances = zone.getAllSubcomponents().map((each) => {
    const seconds = (name: string) => (each.getFirstPropertyValue(name) as ICAL.UtcOffset).toSeconds();
    const onset = wall(each.getFirstPropertyValue('dtstart') as ICAL.Time) - seconds('tzoffsetfrom') * 1000;
    return { onset, offsetMs: seconds('tzoffsetto') * 1000 };
  });
  const current = observances
    .filter(({ onset, offsetMs }) => onset <= start - offsetMs)
    .sort((a, b) => b.onset - a.onset)[0];
  if (!current) throw new Error('No observance had begun.');
  return start - current.offsetMs;
}

const wall = ({ year, month, day, hour, minute, second }: ICAL.Time) =>
  Date.UTC(year, month - 1, day, hour, minute, second);

const zones = zoneNames().map((name) => findZone(name) as Zone);

it('lets a reader without zone rules of its own find the instant, in every zone and season', () => {
  let read = 0;
  for (const zone of zones) {
    for (const start of [Date.UTC(2026, 0, 15, 12), Date.UTC(2027, 6, 15, 12), Date.UTC(2036, 3, 3, 3)]) {
      const text = writeCalendarObject(exampleObject({ zone, start, end: start + hourMs }));
      expect(readStart(text), zone.name).toBe(start);
      read++;
    }
  }
  expect(read).toBeGreaterThan(1500);
});

it('says right what comes before, between and after each change of a clock within two years', () => {
  let changes = 0;
  for (const zone of zones) {
    for (const change of zone.periodStarts) {
      if (change < Date.UTC(2026, 0, 1) || change > Date.UTC(2028, 0, 1)) continue;
      changes++;
      for (const start of [
        change - hourMs,
        change - 1000,
        change,
        change + hourMs / 2,
        change + 2 * hourMs,
      ]) {
        const text = writeCalendarObject(exampleObject({ zone, start, end: start + hourMs }));
        expect(readStart(text), `${zone.name} ${start}`).toBe(start);
      }
    }
  }
  expect(changes).toBeGreaterThan(300);
});

it('calls a summer time DAYLIGHT, and a change for good STANDARD', () => {
  const observancesOf = (name: string, start: number) => {
    const zone = findZone(name) as Zone;
    return writeCalendarObject(exampleObject({ zone, start, end: start + hourMs })).match(
      /(?<=BEGIN:)(STANDARD|DAYLIGHT)/g,
    );
  };
  expect(observancesOf('Europe/Berlin', Date.UTC(2026, 6, 1))).toContain('DAYLIGHT');
  expect(observancesOf('Asia/Tokyo', Date.UTC(2026, 6, 1))).toEqual(['STANDARD']);
  expect(observancesOf('Africa/Juba', Date.UTC(2021, 0, 15))).toEqual(['STANDARD', 'STANDARD']);
});

it('writes a zone once for all meetings of a season, and anew for another season', () => {
  const zone = findZone('Europe/Berlin') as Zone;
  const part = (start: number) =>
    /BEGIN:VTIMEZONE[\s\S]*END:VTIMEZONE/.exec(
      writeCalendarObject(exampleObject({ zone, start, end: start + hourMs })),
    )?.[0];
  const summer = part(Date.UTC(2026, 6, 1, 12));
  expect(summer).toContain('DTSTART:20260329T020000');
  expect(part(Date.UTC(2026, 6, 2, 12))).toBe(summer);
  const later = part(Date.UTC(2030, 6, 1, 12));
  expect(later).toContain('DTSTART:20300331T020000');
  expect(later).not.toContain('DTSTART:20260329T020000');
});
