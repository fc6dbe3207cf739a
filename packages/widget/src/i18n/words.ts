import type { Locale } from './locale.ts';
import { directionOf, fill, type Messages } from './messages.ts';

/** Dates, times and amounts as the visitor writes them. Dates are `YYYY-MM-DD`, instants ISO 8601. */
export interface Words {
  readonly messages: Messages;
  readonly locale: Locale;
  readonly direction: 'ltr' | 'rtl';
  /** "March 2026". */
  month(month: string): string;
  /** Short and long names in the order of the week. */
  weekdays(): readonly { readonly short: string; readonly long: string }[];
  /** "14". */
  dayNumber(date: string): string;
  /** "Saturday, 14 March". */
  day(date: string): string;
  /** "Saturday, 14 Mar". */
  dayBrief(date: string): string;
  /** "Saturday, 14 March 2026", on the clock of a zone. */
  dayAt(instant: string, zone: string): string;
  /** "Sat, 14 Mar". */
  shortDayAt(instant: string, zone: string): string;
  /** "9:30 AM" or "09:30"; with its offset where a clock change shows it twice. */
  time(instant: string, zone: string, options?: { withOffset?: boolean }): string;
  timeRange(start: string, end: string, zone: string): string;
  /** "45 minutes", "1 hour, 30 minutes". */
  duration(minutes: number): string;
  seconds(count: number): string;
  /** An amount in the currency's smallest unit. */
  price(amount: number, currency: string): string;
  spots(count: number): string;
  number(value: number): string;
  /** "GMT+2". */
  offset(instant: number, zone: string): string;
  /** "Central European Time". */
  zoneName(zone: string): string;
}

/** The words for a locale, with the messages of its language. */
export function createWords(locale: Locale, messages: Messages): Words {
  const { tag } = locale;
  const date = (options: Intl.DateTimeFormatOptions) =>
    memoized(
      (zone: string) => new Intl.DateTimeFormat(tag, { calendar: 'gregory', timeZone: zone, ...options }),
    );
  const monthFormat = date({ month: 'long', year: 'numeric' });
  const weekdayShort = date({ weekday: 'short' });
  const weekdayLong = date({ weekday: 'long' });
  const dayFormat = date({ weekday: 'long', day: 'numeric', month: 'long' });
  const briefFormat = date({ weekday: 'long', day: 'numeric', month: 'short' });
  const shortFormat = date({ weekday: 'short', day: 'numeric', month: 'short' });
  const fullFormat = date({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
  const hour = locale.hourCycle === 'h23' || locale.hourCycle === 'h24' ? '2-digit' : 'numeric';
  const clock: Intl.DateTimeFormatOptions = { hour, minute: '2-digit', hourCycle: locale.hourCycle };
  const timeFormat = date(clock);
  const offsetTimeFormat = date({ ...clock, timeZoneName: 'shortOffset' });
  const offsetFormat = date({ timeZoneName: 'shortOffset' });
  const zoneFormat = date({ timeZoneName: 'longGeneric' });
  const plural = new Intl.PluralRules(tag);
  const number = new Intl.NumberFormat(tag);
  const unit = (count: number, name: string) =>
    new Intl.NumberFormat(tag, { style: 'unit', unit: name, unitDisplay: 'long' }).format(count);

  return {
    messages,
    locale,
    direction: directionOf(locale.language),
    month: (month) => monthFormat('UTC').format(noonOf(`${month}-01`)),
    weekdays: () =>
      Array.from({ length: 7 }, (_, index) => {
        // 4 January 1970 was a Sunday.
        const day = Date.UTC(1970, 0, 4 + locale.firstWeekday + index);
        return { short: weekdayShort('UTC').format(day), long: weekdayLong('UTC').format(day) };
      }),
    dayNumber: (day) => number.format(Number(day.slice(8))),
    day: (day) => dayFormat('UTC').format(noonOf(day)),
    dayBrief: (day) => briefFormat('UTC').format(noonOf(day)),
    dayAt: (instant, zone) => fullFormat(zone).format(Date.parse(instant)),
    shortDayAt: (instant, zone) => shortFormat(zone).format(Date.parse(instant)),
    time: (instant, zone, { withOffset = false } = {}) =>
      (withOffset ? offsetTimeFormat : timeFormat)(zone).format(Date.parse(instant)),
    timeRange: (start, end, zone) => timeFormat(zone).formatRange(Date.parse(start), Date.parse(end)),
    duration: (minutes) => durationText(minutes, unit, tag),
    seconds: (count) => unit(count, 'second'),
    price: (amount, currency) => priceText(amount, currency, tag),
    spots: (count) => {
      const form = messages.spots[plural.select(count)] ?? messages.spots.other;
      return fill(form, { n: number.format(count) });
    },
    number: (value) => number.format(value),
    offset: (instant, zone) => partOf(offsetFormat(zone), instant),
    zoneName: (zone) => partOf(zoneFormat(zone), 0),
  };
}

const noonOf = (day: string) => Date.parse(`${day}T12:00:00Z`);

function memoized<Value>(make: (key: string) => Value): (key: string) => Value {
  const made = new Map<string, Value>();
  return (key) => {
    const value = made.get(key) ?? make(key);
    made.set(key, value);
    return value;
  };
}

const partOf = (format: Intl.DateTimeFormat, instant: number) =>
  format.formatToParts(instant).find(({ type }) => type === 'timeZoneName')?.value ?? '';

/** Up to ninety minutes are told in minutes, as people say them. */
function durationText(minutes: number, unit: (count: number, name: string) => string, tag: string): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0 || (rest !== 0 && minutes <= 90)) return unit(minutes, 'minute');
  if (rest === 0) return unit(hours, 'hour');
  return new Intl.ListFormat(tag, { type: 'unit' }).format([unit(hours, 'hour'), unit(rest, 'minute')]);
}

function priceText(amount: number, currency: string, tag: string): string {
  try {
    const format = new Intl.NumberFormat(tag, { style: 'currency', currency });
    return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
  } catch {
    return `${amount} ${currency}`;
  }
}
