import { createWriter, decimalsOf, offsetText, zoneText } from '@astrocal/look';
import { readerClock } from '../time/zone.ts';
import type { Locale } from './locale.ts';
import { directionOf, fill, type LanguageTexts } from './messages.ts';

/** Dates, times and amounts as the visitor writes them. Dates are `YYYY-MM-DD`, instants ISO 8601. */
export interface Words {
  readonly messages: LanguageTexts;
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
  /** "Sat, 14 Mar". */
  shortDay(date: string): string;
  /** "Saturday, 14 March 2026", on the clock of a zone. */
  dayAt(instant: string, zone: string): string;
  /** "Sat, 14 Mar, 9:30 AM". */
  startAt(instant: string, zone: string): string;
  /** "9:30 AM" or "09:30"; with its offset where a clock change shows it twice. */
  time(instant: string, zone: string): string;
  /** "9:30 – 10:00 AM". */
  timeRange(start: string, end: string, zone: string): string;
  /** "45 minutes", "2 hours 30 minutes". */
  duration(minutes: number): string;
  seconds(count: number): string;
  /** An amount in the currency's smallest unit. */
  price(amount: number, currency: string): string;
  spots(count: number): string;
  number(value: number): string;
  /** "UTC+2". */
  offset(instant: number, zone: string): string;
  /** "Paris time". */
  zone(instant: string, zone: string): string;
}

/** The words for a locale, with the messages of its language. */
export function createWords(locale: Locale, messages: LanguageTexts): Words {
  const { tag, hourCycle } = locale;
  const writer = createWriter(tag, { hourCycle });
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(tag, { calendar: 'gregory', timeZone: 'UTC', ...options });
  const month = format({ month: 'long', year: 'numeric' });
  const weekdayShort = format({ weekday: 'short' });
  const weekdayLong = format({ weekday: 'long' });
  const plural = new Intl.PluralRules(tag);
  const number = new Intl.NumberFormat(tag);
  const time = (instant: string, zone: string) => writer.time(Date.parse(instant), readerClock(zone));

  return {
    messages,
    locale,
    direction: directionOf(locale.language),
    month: (first) => month.format(noonOf(`${first}-01`)),
    weekdays: () =>
      Array.from({ length: 7 }, (_, index) => {
        // 4 January 1970 was a Sunday.
        const day = Date.UTC(1970, 0, 4 + locale.firstWeekday + index);
        return { short: weekdayShort.format(day), long: weekdayLong.format(day) };
      }),
    dayNumber: (day) => number.format(Number(day.slice(8))),
    day: (day) => writer.dayToChoose(noonOf(day), utc),
    shortDay: (day) => writer.dayInShort(noonOf(day), utc),
    dayAt: (instant, zone) => writer.dayInFull(Date.parse(instant), readerClock(zone)),
    startAt: (instant, zone) =>
      `${writer.dayInShort(Date.parse(instant), readerClock(zone))}, ${time(instant, zone)}`,
    time,
    timeRange: (start, end, zone) => writer.span(Date.parse(start), Date.parse(end), readerClock(zone)),
    duration: writer.length,
    seconds: (count) =>
      new Intl.NumberFormat(tag, { style: 'unit', unit: 'second', unitDisplay: 'long' }).format(count),
    price: (amount, currency) => writer.price(amount, currency, decimalsOf(currency)),
    spots: (count) => {
      const form = messages.spots[plural.select(count)] ?? messages.spots.other;
      return fill(form, { n: number.format(count) });
    },
    number: (value) => number.format(value),
    offset: (instant, zone) => offsetText(readerClock(zone).offsetSecondsAt(instant)),
    zone: (instant, zone) => zoneText(tag, readerClock(zone), Date.parse(instant)),
  };
}

const utc = { zone: 'UTC', offsetSecondsAt: () => 0 };

const noonOf = (day: string) => Date.parse(`${day}T12:00:00Z`);
