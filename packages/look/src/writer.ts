import { aheadText, lengthText, priceText } from './amounts.ts';
import { offsetText } from './offset-text.ts';
import { once } from './once.ts';
import { dayOf, isRepeated, type ReaderClock, wallOf } from './reader-clock.ts';

export type HourCycle = 'h11' | 'h12' | 'h23' | 'h24';

export interface WriterSettings {
  /** For a reader who said which they want, or whose customs are another locale's; otherwise the locale decides. */
  readonly hourCycle?: HourCycle | undefined;
}

/**
 * Days, times, lengths and prices as one locale writes them, on every face alike. Instants are epoch milliseconds. The
 * locale decides order and words, the clock what hour it is; the calendar is the Gregorian one. Texts hold the spaces of
 * `Intl`: `plain` makes them ordinary.
 */
export interface Writer {
  /** `Wednesday, December 9, 2026`: for records, such as mails and receipts. */
  dayInFull(instant: number, clock: ReaderClock): string;
  /** `Wednesday, December 9`: while choosing, where the year is plain. */
  dayToChoose(instant: number, clock: ReaderClock): string;
  /** `Wed, Dec 9`: for columns, lists and subjects. */
  dayInShort(instant: number, clock: ReaderClock): string;
  /** `9:30 AM`, `09:30`; `1:30 AM UTC−4` where the clock shows it twice. */
  time(instant: number, clock: ReaderClock): string;
  /**
   * `9:30 – 10:00 AM`, `09:30 – 10:00`. An end on another day says its day, `11:30 PM – Thu, Dec 10, 12:30 AM`, and where
   * the clock shows one of the times twice the offset is there: `1:30 AM UTC−4 – 1:00 AM UTC−5`.
   */
  span(start: number, end: number, clock: ReaderClock): string;
  /** `30 minutes`, `90 minutes`, `2 hours 15 minutes`: how long a meeting is. */
  length(minutes: number): string;
  /** `1 hour`, `1 day`, `2 days 3 hours`: how far ahead something is. */
  ahead(minutes: number): string;
  /**
   * `$50.00`, `50,00 $`, `¥5,000`: always with its cents, never rounded. `amount` counts the currency's smallest unit, of
   * which `decimals` digits come after the point. They are told by whoever charges: `Intl` knows other ones.
   */
  price(amount: number, currency: string, decimals: number): string;
}

type Written = (instant: number, clock: ReaderClock) => string;

/** How a locale (a BCP 47 tag) writes. What it needs of `Intl` is made when it is first used, so keep it for all texts. */
export function createWriter(locale: string, { hourCycle }: WriterSettings = {}): Writer {
  const written = (options: Intl.DateTimeFormatOptions): Written => {
    const format = once(() => dateFormat(locale, options));
    return (instant, clock) => format().format(wallOf(clock, instant));
  };
  const dayInShort = written({ weekday: 'short', day: 'numeric', month: 'short' });
  const clockFormat = once(() => timeFormat(locale, hourCycle));
  const bareTime: Written = (instant, clock) => clockFormat().format(wallOf(clock, instant));
  return {
    dayInFull: written({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
    dayToChoose: written({ weekday: 'long', day: 'numeric', month: 'long' }),
    dayInShort,
    time: (instant, clock) =>
      isRepeated(clock, instant)
        ? withOffset(bareTime(instant, clock), instant, clock)
        : bareTime(instant, clock),
    span: (start, end, clock) => spanText({ dayInShort, bareTime, clockFormat }, [start, end], clock),
    length: (minutes) => lengthText(locale, minutes),
    ahead: (minutes) => aheadText(locale, minutes),
    price: (amount, currency, decimals) => priceText(locale, amount, currency, decimals),
  };
}

const withOffset = (text: string, instant: number, clock: ReaderClock) =>
  `${text} ${offsetText(clock.offsetSecondsAt(instant))}`;

interface Parts {
  readonly dayInShort: Written;
  readonly bareTime: Written;
  readonly clockFormat: () => Intl.DateTimeFormat;
}

function spanText(
  { dayInShort, bareTime, clockFormat }: Parts,
  [start, end]: readonly [number, number],
  clock: ReaderClock,
): string {
  const isTwice = isRepeated(clock, start) || isRepeated(clock, end);
  const endDay = dayOf(clock, start) === dayOf(clock, end) ? '' : `${dayInShort(end, clock)}, `;
  const [from, to] = [bareTime(start, clock), `${endDay}${bareTime(end, clock)}`];
  if (isTwice && clock.offsetSecondsAt(start) !== clock.offsetSecondsAt(end))
    return `${withOffset(from, start, clock)} – ${withOffset(to, end, clock)}`;
  // The first AM is dropped where both share it. `Intl` would date both ends where the days differ, so it is not asked.
  const mayShare = endDay === '' && start < end && !is24(clockFormat());
  const text = mayShare
    ? clockFormat().formatRange(wallOf(clock, start), wallOf(clock, end))
    : `${from} – ${to}`;
  return isTwice ? withOffset(text, end, clock) : text;
}

const dateFormat = (locale: string, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(locale, { calendar: 'gregory', timeZone: 'UTC', ...options });

const is24 = (format: Intl.DateTimeFormat) => /h2./.test(format.resolvedOptions().hourCycle ?? '');

/** With two digits for the hour where a day has 24: `09:30`, but `9:30 AM`. */
function timeFormat(locale: string, wanted: HourCycle | undefined): Intl.DateTimeFormat {
  const asked = dateFormat(locale, { hour: 'numeric', ...(wanted && { hourCycle: wanted }) });
  const { hourCycle } = asked.resolvedOptions();
  const hour = is24(asked) ? '2-digit' : 'numeric';
  return dateFormat(locale, { hour, minute: '2-digit', ...(hourCycle && { hourCycle }) });
}
