import ICAL from 'ical.js';

/** A zone as periods of constant offset. */
export interface ZoneRules {
  /** Its IANA name. */
  readonly name: string;
  /** Where each period begins, in epoch milliseconds ascending; the first begins at -Infinity. */
  readonly periodStarts: readonly number[];
  /** What to add to an instant to read the local clock, per period, in milliseconds. */
  readonly offsetsMs: readonly number[];
}

interface Period {
  readonly start: number;
  readonly end: number;
  readonly offsetMs: number;
  readonly offsetBeforeMs: number;
  readonly isDaylight: boolean;
}

const dayMs = 24 * 60 * 60 * 1000;
const yearMs = 366 * dayMs;
/** A summer time is shorter than this; what lasts longer is a new standard. */
const longestSummerMs = 300 * dayMs;
/** Where the first period is said to begin. */
const beginning = Date.UTC(1970, 0, 1);

/** The texts of a zone, by the periods in them: meetings of one season share one, and it costs more than the rest of an invite. */
const textsOf = new WeakMap<ZoneRules, Map<string, string>>();

/**
 * VTIMEZONE with each change of the clock from a year before the meeting until a year after it, one observance each
 * (RFC 5545 section 3.6.5). No recurrence rule: a rule would promise what a government has not decided.
 */
export function timeZoneText(zone: ZoneRules, { start, end }: { start: number; end: number }): string {
  const first = zone.periodStarts.findLastIndex((each) => each <= start - yearMs);
  const last = zone.periodStarts.findLastIndex((each) => each < end + yearMs);
  const texts = textsOf.get(zone) ?? new Map<string, string>();
  textsOf.set(zone, texts);
  const key = `${first} ${last}`;
  const text =
    texts.get(key) ?? timeZoneComponent(zone.name, periodsOf(zone).slice(first, last + 1)).toString();
  texts.set(key, text);
  return text;
}

function timeZoneComponent(name: string, periods: readonly Period[]): ICAL.Component {
  const component = new ICAL.Component('vtimezone');
  component.addPropertyWithValue('tzid', name);
  for (const period of periods) component.addSubcomponent(observance(period));
  return component;
}

function periodsOf({ periodStarts, offsetsMs }: ZoneRules): Period[] {
  return offsetsMs.map((offsetMs, index) => {
    const start = periodStarts[index] ?? Number.NEGATIVE_INFINITY;
    const end = periodStarts[index + 1] ?? Number.POSITIVE_INFINITY;
    const offsetBeforeMs = offsetsMs[index - 1] ?? offsetMs;
    const offsetAfterMs = offsetsMs[index + 1] ?? offsetMs;
    const isDaylight = offsetMs > offsetBeforeMs && offsetMs > offsetAfterMs && end - start < longestSummerMs;
    return { start, end, offsetMs, offsetBeforeMs, isDaylight };
  });
}

function observance({ start, offsetMs, offsetBeforeMs, isDaylight }: Period): ICAL.Component {
  const component = new ICAL.Component(isDaylight ? 'daylight' : 'standard');
  // The onset is told in the wall clock that ends there.
  component.addPropertyWithValue('dtstart', wallTime(Math.max(start, beginning), offsetBeforeMs));
  component.addPropertyWithValue('tzoffsetfrom', utcOffset(offsetBeforeMs));
  component.addPropertyWithValue('tzoffsetto', utcOffset(offsetMs));
  return component;
}

/** What the zone's clock shows at the instant. */
export const localTime = (zone: ZoneRules, instant: number): ICAL.Time =>
  wallTime(instant, offsetAt(zone, instant));

/** Whether the zone's clock shows the same time again, or showed it before, because it was set back. */
export function isRepeated(zone: ZoneRules, instant: number): boolean {
  const wallMs = instant + offsetAt(zone, instant);
  const isShownAt = (other: number) => other !== instant && other + offsetAt(zone, other) === wallMs;
  return zone.offsetsMs.some((offsetMs) => isShownAt(wallMs - offsetMs));
}

function offsetAt({ periodStarts, offsetsMs }: ZoneRules, instant: number): number {
  return offsetsMs[periodStarts.findLastIndex((start) => start <= instant)] as number;
}

/** A time in UTC, to the second. */
export const utcTime = (instant: number): ICAL.Time => timeOf(instant, ICAL.Timezone.utcTimezone);

const wallTime = (instant: number, offsetMs: number): ICAL.Time =>
  timeOf(instant + offsetMs, ICAL.Timezone.localTimezone);

function timeOf(wallMs: number, zone: ICAL.Timezone): ICAL.Time {
  const wall = new Date(wallMs);
  return new ICAL.Time(
    {
      year: wall.getUTCFullYear(),
      month: wall.getUTCMonth() + 1,
      day: wall.getUTCDate(),
      hour: wall.getUTCHours(),
      minute: wall.getUTCMinutes(),
      second: wall.getUTCSeconds(),
      isDate: false,
    },
    zone,
  );
}

function utcOffset(offsetMs: number): ICAL.UtcOffset {
  return ICAL.UtcOffset.fromSeconds(Math.round(offsetMs / 1000));
}
