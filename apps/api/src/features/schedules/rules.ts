import type { AvailabilityRulesUpdate } from '@astrocal/contract';
import {
  compileHours,
  type Hours,
  type Interval,
  type LocalWindow,
  parseLocalTime,
  startOfDate,
  type WeeklyRule,
  type Zone,
} from '@astrocal/scheduling';
import type { Static } from 'typebox';
import { type Issue, invalid } from '../../lib/api-error.ts';
import { dayOf } from '../../lib/instants.ts';

type WireWindow = { start_time: string; end_time: string };

/** The windows of one date, `YYYY-MM-DD`. */
export interface DatedWindows {
  readonly date: string;
  readonly windows: readonly LocalWindow[];
}

/** Hours as stored, but for the ids that whoever stores them gives. */
export interface StoredHours {
  readonly timezone: string;
  readonly rules: readonly WeeklyRule[];
  readonly overrides: readonly DatedWindows[];
}

/** Reads the body of PUT …/availability (docs/availability.md). Throws `validation_error` with every problem. */
export function parseHours(body: Static<typeof AvailabilityRulesUpdate>): StoredHours {
  const issues: Issue[] = [];
  const window = (path: string, { start_time, end_time }: WireWindow): LocalWindow => {
    const startSecond = parseLocalTime(start_time) ?? Number.NaN;
    const endSecond = parseLocalTime(end_time) ?? Number.NaN;
    if (!(startSecond < endSecond))
      issues.push({ path: `${path}.end_time`, message: 'must be after start_time; a window ends by 24:00' });
    return { startSecond, endSecond };
  };
  const rules = body.rules.map((rule, i) => ({
    dayOfWeek: rule.day_of_week,
    ...window(`body.rules.${i}`, rule),
  }));
  const dates = new Set<string>();
  const overrides = (body.overrides ?? []).map(({ date, windows }, i) => {
    if (dates.has(date)) issues.push({ path: `body.overrides.${i}.date`, message: 'is named twice' });
    dates.add(date);
    return { date, windows: windows.map((each, j) => window(`body.overrides.${i}.windows.${j}`, each)) };
  });
  if (issues.length > 0) throw invalid(...issues);
  return { timezone: body.timezone, rules, overrides };
}

/** Stored hours as the engine takes them. */
export const hoursOf = (
  zone: Zone,
  stored: {
    readonly weekly_hours: readonly WeeklyRule[];
    readonly date_overrides: readonly DatedWindows[];
  },
): Hours =>
  compileHours({
    zone,
    rules: stored.weekly_hours,
    overrides: stored.date_overrides.map(({ date, windows }) => ({ date: dayOf(date), windows })),
  });

/** Whole days, both ends included. */
export interface WholeDays {
  readonly start_date: string;
  readonly end_date: string;
}

/** The instants of whole days in a zone. */
export const instantsOfDays = (zone: Zone, { start_date, end_date }: WholeDays): Interval => ({
  start: startOfDate(zone, dayOf(start_date)),
  end: startOfDate(zone, dayOf(end_date) + 1),
});

/** The longest absence. */
const mostDays = 366;

/** PostgreSQL knows no year 0. */
const firstDate = '0001-01-01';

/** Refuses days in the wrong order, too many, and those of the year 0. Throws `validation_error`. */
export function checkDays({ start_date, end_date }: WholeDays): void {
  if (start_date < firstDate)
    throw invalid({ path: 'body.start_date', message: `must not be before ${firstDate}` });
  const days = dayOf(end_date) - dayOf(start_date) + 1;
  if (days < 1) throw invalid({ path: 'body.end_date', message: 'must not be before start_date' });
  if (days > mostDays)
    throw invalid({ path: 'body.end_date', message: `must be within ${mostDays} days of start_date` });
}
