import { type AvailabilityRulesUpdate, components, maxAvailabilityDays } from '@astrocal/contract';
import {
  compileHours,
  type EpochDay,
  type Hours,
  type Interval,
  type LocalWindow,
  parseDate,
  parseLocalTime,
  startOfDate,
  type WeeklyRule,
  type Zone,
} from '@astrocal/scheduling';
import type { Static } from 'typebox';
import { type Issue, invalid } from '../../lib/api-error.ts';

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
    overrides: stored.date_overrides.map(({ date, windows }) => ({ date: epochDay(date), windows })),
  });

/** The instants of an inclusive range of dates in a zone. Throws `validation_error` when it is empty or too long. */
export function rangeOf({ start, end }: { start: string; end: string }, zone: Zone): Interval {
  const first = epochDay(start);
  const last = epochDay(end);
  if (last < first) throw invalid({ path: 'query.end', message: 'must not be before start' });
  if (last - first >= maxAvailabilityDays)
    throw invalid({ path: 'query.end', message: `must be within ${maxAvailabilityDays} days of start` });
  return { start: startOfDate(zone, first), end: startOfDate(zone, last + 1) };
}

interface Lengths {
  readonly duration_minutes: number;
  readonly duration_options: readonly number[] | null;
}

/** Whether the event type offers the length; `duration_minutes` always among them. */
export const offersDuration = ({ duration_minutes, duration_options }: Lengths, minutes: number): boolean =>
  minutes === duration_minutes || duration_options?.includes(minutes) === true;

/**
 * The length that is asked for: one that the event type offers.
 * Throws `validation_error` for `path`.
 */
export function chooseDuration(eventType: Lengths, asked: number | undefined, path: string): number {
  const { duration_minutes: usual, duration_options: options } = eventType;
  if (asked === undefined || offersDuration(eventType, asked)) return asked ?? usual;
  throw invalid({ path, message: `must be one of ${(options ?? [usual]).join(', ')}` });
}

/** A date that the schema has checked. */
function epochDay(date: string): EpochDay {
  const day = parseDate(date);
  if (day === null) throw new Error(`${date} is not a date.`);
  return day;
}

/**
 * The longest meeting that an event type can have by the contract, in minutes: what may reach into a range of times is
 * within this of it, and the event type's own lengths are not known before it is read.
 */
export function longestMeeting(eventType: object | undefined = components().get('EventTypeCreate')) {
  const { properties } = eventType as { readonly properties: Readonly<Record<string, unknown>> };
  const of = (name: string) => largest(name, properties[name]);
  return {
    durationMinutes: Math.max(of('duration_minutes'), of('duration_options')),
    bufferBeforeMinutes: of('buffer_before_minutes'),
    bufferAfterMinutes: of('buffer_after_minutes'),
  };
}

/** The largest number that a schema, or the schema of its items, allows. */
function largest(name: string, schema: unknown): number {
  const { maximum, items } = schema as { readonly maximum?: number; readonly items?: unknown };
  if (maximum !== undefined) return maximum;
  if (items !== undefined) return largest(name, items);
  throw new Error(`The contract says no maximum of ${name}.`);
}
