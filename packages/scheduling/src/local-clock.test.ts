import { describe, expect, test } from 'vitest';
import { reportFigure } from '../../../tools/report-figure.ts';
import {
  differentZones,
  fixtureChanges,
  fixtureOffset,
  fixtureSecondsOfLocal,
} from '../test/oracle/fixture-zones.ts';
import { patience, proofSize } from '../test/proof-size.ts';
import { seededIntegers } from '../test/random.ts';
import {
  dateAt,
  findZone,
  formatInstant,
  instantsOfLocal,
  offsetSecondsAt,
  parseDate,
  parseInstant,
  startOfDate,
  type Zone,
  zoneHorizon,
  zoneNames,
} from './index.ts';

const tableStart = parseInstant('2020-01-01T00:00:00Z') as number;

test('around every change of every zone, local times exist as often as the fixture says', () => {
  const mismatches: string[] = [];
  const counts = new Set<number>();
  for (const name of zoneNames()) {
    const zone = findZone(name) as Zone;
    for (const local of localSecondsAroundChanges(name)) {
      const found = instantsOfLocal(zone, local * 1000).map((instant) => instant / 1000);
      counts.add(found.length);
      if (found.join() !== fixtureSecondsOfLocal(name, local).join()) mismatches.push(`${name} ${local}`);
    }
  }
  expect(mismatches).toEqual([]);
  expect([...counts].sort()).toEqual([0, 1, 2]);
});

test('random conversions in both directions agree with the fixture', patience, () => {
  const seed = proofSize('ASTROCAL_PROOF_SEED', 20_260_601);
  const random = seededIntegers(seed);
  const names = zoneNames();
  const conversions = proofSize('ASTROCAL_PROOF_CONVERSIONS', 20_000);
  for (let round = conversions; round > 0; round--) {
    const name = names[random(names.length)] as string;
    const zone = findZone(name) as Zone;
    const second = tableStart / 1000 + random((zoneHorizon - tableStart) / 1000);
    const label = `seed ${seed}: ${name} ${second}`;
    const offset = fixtureOffset(name, second);
    expect(offsetSecondsAt(zone, second * 1000), label).toBe(offset);
    expect(dateAt(zone, second * 1000), label).toBe(Math.floor((second + offset) / 86_400));
    const asLocal = instantsOfLocal(zone, second * 1000).map((instant) => instant / 1000);
    expect(asLocal, label).toEqual(fixtureSecondsOfLocal(name, second));
    expect(instantsOfLocal(zone, (second + offset) * 1000), label).toContain(second * 1000);
  }
  reportFigure('random conversions', { conversions, zones: names.length });
});

test('in every zone a date runs from its start to the start of the next, around every change', () => {
  for (const name of differentZones()) {
    const zone = findZone(name) as Zone;
    for (const change of fixtureChanges(name)) {
      const around = dateAt(zone, change * 1000);
      for (let date = around - 1; date <= around + 1; date++) {
        const start = startOfDate(zone, date);
        expect(dateAt(zone, start), `${name} ${date}`).toBe(date);
        expect(dateAt(zone, start - 1), `${name} ${date}`).toBe(date - 1);
      }
    }
  }
});

test('no zone’s date ever goes back: booking windows and caps may compare instants', () => {
  for (const name of differentZones()) {
    const zone = findZone(name) as Zone;
    for (const change of fixtureChanges(name)) {
      expect(dateAt(zone, change * 1000)).toBeGreaterThanOrEqual(dateAt(zone, change * 1000 - 1));
    }
  }
});

describe('a local time', () => {
  test.each([
    ['of an ordinary day exists once', 'America/New_York', '2026-06-15T09:00:00Z', ['2026-06-15T13:00:00Z']],
    ['that spring skips does not exist', 'America/New_York', '2026-03-08T02:30:00Z', []],
    ['at the end of the gap exists', 'America/New_York', '2026-03-08T03:00:00Z', ['2026-03-08T07:00:00Z']],
    [
      'that autumn repeats exists twice',
      'America/New_York',
      '2026-11-01T01:30:00Z',
      ['2026-11-01T05:30:00Z', '2026-11-01T06:30:00Z'],
    ],
    [
      'after the repeated hour exists once',
      'America/New_York',
      '2026-11-01T02:00:00Z',
      ['2026-11-01T07:00:00Z'],
    ],
    [
      'of a repeated half hour exists twice',
      'Australia/Lord_Howe',
      '2026-04-05T01:45:00Z',
      ['2026-04-04T14:45:00Z', '2026-04-04T15:15:00Z'],
    ],
    [
      'before that half hour exists once',
      'Australia/Lord_Howe',
      '2026-04-05T01:29:00Z',
      ['2026-04-04T14:29:00Z'],
    ],
    ['of a zone 45 minutes off', 'Asia/Kathmandu', '2026-01-01T00:00:00Z', ['2025-12-31T18:15:00Z']],
    ['in the gap of Chatham', 'Pacific/Chatham', '2026-09-27T03:00:00Z', []],
    ['at a midnight that Cairo skips', 'Africa/Cairo', '2026-04-24T00:30:00Z', []],
    ['at a midnight that Havana skips', 'America/Havana', '2026-03-08T00:30:00Z', []],
  ])('%s: %s %s', (_, name, local, instants) => {
    const found = instantsOfLocal(findZone(name) as Zone, parseInstant(local) as number);
    expect(found.map(formatInstant)).toEqual(instants);
  });
});

describe('a date starts', () => {
  test.each([
    ['at its midnight', 'America/New_York', '2026-03-08', '2026-03-08T05:00:00Z'],
    ['an hour later where midnight is skipped', 'Africa/Cairo', '2026-04-24', '2026-04-23T22:00:00Z'],
    ['at the change in Beirut', 'Asia/Beirut', '2026-03-29', '2026-03-28T22:00:00Z'],
    ['at the first of two midnights', 'America/Havana', '2025-11-02', '2025-11-02T04:00:00Z'],
    ['at the midnight after a repeated hour', 'Africa/Cairo', '2026-10-30', '2026-10-29T22:00:00Z'],
    ['at the midnight after a repeated hour', 'America/Santiago', '2026-04-05', '2026-04-05T04:00:00Z'],
    ['at the change in Santiago', 'America/Santiago', '2026-09-06', '2026-09-06T04:00:00Z'],
  ])('%s: %s %s', (_, name, date, instant) => {
    const zone = findZone(name) as Zone;
    expect(formatInstant(startOfDate(zone, parseDate(date) as number))).toBe(instant);
  });
});

/** What the clock shows just before and after each change, and within the gap or the repeated time. */
function localSecondsAroundChanges(name: string): number[] {
  return fixtureChanges(name).flatMap((change) => {
    const before = change + fixtureOffset(name, change - 1);
    const after = change + fixtureOffset(name, change);
    const [low, high] = [Math.min(before, after), Math.max(before, after)];
    return [low - 1, low, low + 1, Math.floor((low + high) / 2), high - 1, high, high + 1];
  });
}
