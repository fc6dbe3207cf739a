import { createWriter, dayOf, plain, type ReaderClock, type Writer, wallOf, zoneText } from '@astrocal/look';
import { findZone, offsetSecondsAt, type Zone } from '@astrocal/scheduling';
import { parsePreferences } from '../lib/preferences.ts';

/** How one person is told days and times: as their locale writes them, by the clock of their zone. */
export interface Reader {
  readonly zone: Zone;
  /** `Wednesday, December 9, 2026` */
  day(instant: number): string;
  /** `Wed, Dec 9`: for subjects. */
  shortDay(instant: number): string;
  /** `9:30 AM`; `1:30 AM UTC−4` where the clock shows it twice. */
  time(instant: number): string;
  /** `9:30 – 10:00 AM`; an end on another day says its day. */
  span(start: number, end: number): string;
  /** `New York time`; where the zone names no city, `UTC−5`. */
  zoneName(instant: number): string;
  /** The day as a leaf of a calendar. */
  leaf(instant: number): Leaf;
  /** How many midnights of the clock lie between two instants. */
  daysBetween(from: number, to: number): number;
}

export interface Leaf {
  readonly month: string;
  readonly day: string;
  readonly weekday: string;
}

interface Pen {
  readonly writer: Writer;
  readonly month: Intl.DateTimeFormat;
  readonly weekday: Intl.DateTimeFormat;
}

/** The language of our own words. */
const ownLocale = 'en-US';
const utc = findZone('UTC') as Zone;

/** The zone of a reader by its IANA name; UTC where the name is unknown. */
export const readerZone = (name: string): Zone => findZone(name) ?? utc;

/** Who reads in the zone. `locale` is a BCP 47 tag; without one it is that of our words, with ordinary spaces, as mails want. */
export function createReader(zone: Zone, { locale }: { readonly locale?: string } = {}): Reader {
  const { writer, month, weekday } = penOf(locale ?? ownLocale);
  const text = locale === undefined ? plain : (written: string) => written;
  // The offsets are those of our own table: the one that Intl carries may be a release behind.
  const clock: ReaderClock = {
    zone: zone.name,
    offsetSecondsAt: (instant) => offsetSecondsAt(zone, instant),
  };
  const wall = (instant: number) => wallOf(clock, instant);
  return {
    zone,
    day: (instant) => text(writer.dayInFull(instant, clock)),
    shortDay: (instant) => text(writer.dayInShort(instant, clock)),
    time: (instant) => text(writer.time(instant, clock)),
    span: (start, end) => text(writer.span(start, end, clock)),
    // Its offset stands with the time where it is needed.
    zoneName: (instant) => zoneText(ownLocale, clock, instant, { withOffset: false }),
    leaf: (instant) => ({
      month: month.format(wall(instant)),
      day: String(new Date(wall(instant)).getUTCDate()),
      weekday: weekday.format(wall(instant)),
    }),
    daysBetween: (from, to) => dayOf(clock, to) - dayOf(clock, from),
  };
}

/** Formats cost much to make. Strangers name locales, so few are kept. */
const pens = new Map<string, Pen>();
const maxPens = 100;

function penOf(locale: string): Pen {
  const known = pens.get(locale);
  if (known) return known;
  if (pens.size >= maxPens) pens.clear();
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { calendar: 'gregory', timeZone: 'UTC', ...options });
  const pen = {
    writer: createWriter(locale),
    month: format({ month: 'short' }),
    weekday: format({ weekday: 'short' }),
  };
  pens.set(locale, pen);
  return pen;
}

const maxLanguages = 20;

/**
 * The locale that a browser asks for in `Accept-Language` (RFC 9110 section 12.5.4): of those that dates can be written
 * in, the one that it likes best; else that of our own words.
 */
export function localeOf(acceptLanguage = ''): string {
  const asked = parsePreferences(acceptLanguage, maxLanguages)
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality);
  for (const { name } of asked) {
    const locale = supportedLocale(name);
    if (locale !== undefined) return locale;
  }
  return ownLocale;
}

/** Without extensions: what calendar and digits a stranger wishes is not for an address to say. */
function supportedLocale(tag: string): string | undefined {
  if (!/^[a-z]{2,3}(-[a-z0-9]{1,8})*$/i.test(tag)) return undefined;
  try {
    const { language, region } = new Intl.Locale(tag);
    const short = region ? `${language}-${region}` : language;
    return Intl.DateTimeFormat.supportedLocalesOf(short)[0];
  } catch {
    return undefined;
  }
}
