import { expect, test } from 'vitest';
import { reportFigure } from '../../../tools/report-figure.ts';
import { zoneNamed } from '../test/builders.ts';
import { differentZones, fixturePeriods } from '../test/oracle/fixture-zones.ts';
import { type LocalDay, walkLocalDays } from '../test/oracle/local-days.ts';
import { patience, proofSize } from '../test/proof-size.ts';
import { seededIntegers } from '../test/random.ts';
import { capPeriod, startOfDate, zoneNames } from './index.ts';

const seed = proofSize('ASTROCAL_PROOF_SEED', 20_260_601);
const random = seededIntegers(seed);
const minuteMs = 60_000;
const years = [Date.UTC(2026) / minuteMs, Date.UTC(2037) / minuteMs] as const;
const periods = ['daily', 'weekly', 'monthly'] as const;

/** Days of 23 and 25 hours, of 23.5 and 24.5, of 22 and 26; midnights that are skipped; no change at all. */
const alwaysWalked = [
  'America/New_York',
  'Australia/Lord_Howe',
  'Antarctica/Troll',
  'Africa/Cairo',
  'Asia/Kathmandu',
];
const zones = zonesToWalk(proofSize('ASTROCAL_PROOF_ZONES', 6));

test(`each day, week and month of 2026 to 2036 is a cap’s period (seed ${seed})`, patience, () => {
  const mismatches: string[] = [];
  const hoursOfDays = new Map<number, number>();
  let found = 0;
  for (const name of zones) {
    expect(fixturePeriods(name).filter(isOffTheMinute), name).toEqual([]);
    const days = walkLocalDays(name, years);
    expect(days.length).toBeGreaterThan(4000);
    for (const { start, end } of days) {
      const hours = (end - start) / 60;
      hoursOfDays.set(hours, (hoursOfDays.get(hours) ?? 0) + 1);
    }
    for (const period of periods) {
      for (const stretch of stretchesOf(period, days)) {
        found++;
        mismatches.push(...mismatchesIn(name, period, stretch));
      }
    }
  }
  expect(mismatches).toEqual([]);
  // The premise: the walk met the days on which clocks change.
  expect([...hoursOfDays.keys()].sort()).toEqual([22, 23, 23.5, 24, 24.5, 25, 26]);
  const days = (isLong: (hours: number) => boolean) =>
    [...hoursOfDays].reduce((sum, [hours, count]) => sum + (isLong(hours) ? count : 0), 0);
  reportFigure('days, weeks and months of caps', {
    zones: zones.length,
    'minutes walked': zones.length * (years[1] - years[0]),
    periods: found,
    'days shorter than 24 h': days((hours) => hours < 24),
    'days longer than 24 h': days((hours) => hours > 24),
  });
});

/** All names, or as many different zones as asked for, always with the oddest ones. */
function zonesToWalk(count: number): readonly string[] {
  if (count >= zoneNames().length) return zoneNames();
  const others = differentZones().filter((name) => !alwaysWalked.includes(name));
  const chosen = new Set(alwaysWalked);
  while (chosen.size < Math.min(count, others.length)) chosen.add(others[random(others.length)] as string);
  return [...chosen];
}

function isOffTheMinute([second, offset]: readonly [number, number]): boolean {
  return second >= years[0] * 60 && (second % 60 !== 0 || offset % 60 !== 0);
}

/** Runs of days that have the same date, week or month; without the first and the last, which are cut off. */
function stretchesOf(period: (typeof periods)[number], days: readonly LocalDay[]): readonly LocalDay[][] {
  const stretches: LocalDay[][] = [];
  let label = '';
  for (const day of days) {
    const next = labelOf(period, day.date);
    if (next !== label) stretches.push([]);
    stretches.at(-1)?.push(day);
    label = next;
  }
  return stretches.slice(1, -1);
}

/** The date, its week's Monday or its month, by the platform's calendar of UTC dates. */
function labelOf(period: (typeof periods)[number], date: number): string {
  const day = new Date(date * 1440 * minuteMs);
  if (period === 'weekly') day.setUTCDate(day.getUTCDate() - ((day.getUTCDay() + 6) % 7));
  return day.toISOString().slice(0, period === 'monthly' ? 7 : 10);
}

/** Asks at the first and the last instant of every day of the stretch, and at one in between. */
function mismatchesIn(
  name: string,
  period: (typeof periods)[number],
  stretch: readonly LocalDay[],
): string[] {
  const zone = zoneNamed(name);
  const [start, end] = [(stretch[0]?.start as number) * minuteMs, (stretch.at(-1)?.end as number) * minuteMs];
  const mismatches: string[] = [];
  for (const day of stretch) {
    const [first, next] = [day.start * minuteMs, day.end * minuteMs];
    if (startOfDate(zone, day.date) !== first) mismatches.push(`${name} date ${day.date}`);
    for (const now of [first, first + random(next - first), next - 1]) {
      const answer = capPeriod({ period, zone, now, setAt: 0 });
      if (answer.start !== start || answer.end !== end) mismatches.push(`${name} ${period} at ${now}`);
    }
  }
  return mismatches;
}
