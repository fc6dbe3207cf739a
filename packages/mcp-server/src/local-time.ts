import { createWriter, plain, type ReaderClock } from '@astrocal/look';
import {
  dateAt,
  findZone,
  formatDate,
  formatInstant,
  offsetSecondsAt,
  type Zone,
} from '@astrocal/scheduling';

/** As everywhere, but with 24 hours, which no model takes for the other half of the day. */
const english = createWriter('en', { hourCycle: 'h23' });
const clockOf = (zone: Zone): ReaderClock => ({
  zone: zone.name,
  offsetSecondsAt: (instant) => offsetSecondsAt(zone, instant),
});
const minuteMs = 60_000;
const dayMinutes = 1440;

export const utc = findZone('UTC') as Zone;

/** The local date, `2026-06-15`. */
export const localDate = (zone: Zone, instant: number): string => formatDate(dateAt(zone, instant));

/** Minutes since local midnight on the wall clock, 0 to 1439. */
export function minuteOfDay(zone: Zone, instant: number): number {
  const minutes = Math.floor((instant + offsetSecondsAt(zone, instant) * 1000) / minuteMs);
  return ((minutes % dayMinutes) + dayMinutes) % dayMinutes;
}

/** `09:05` */
export const clockText = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/** The wall-clock time, `10:00`. */
export const localClock = (zone: Zone, instant: number): string => clockText(minuteOfDay(zone, instant));

/** The distance from UTC at an instant, `-04:00`. */
export function offsetText(zone: Zone, instant: number): string {
  const minutes = Math.round(offsetSecondsAt(zone, instant) / 60);
  return `${minutes < 0 ? '-' : '+'}${clockText(Math.abs(minutes))}`;
}

/** The instant with the zone's own offset, `2026-06-15T10:00:00-04:00`; in UTC with `Z`. Seconds are cut off. */
export function localIso(zone: Zone, instant: number): string {
  if (isUtc(zone)) return formatInstant(instant);
  return `${localDate(zone, instant)}T${localClock(zone, instant)}:00${offsetText(zone, instant)}`;
}

/** `Monday, June 15, 2026` */
export const sayDate = (zone: Zone, instant: number): string =>
  plain(english.dayInFull(instant, clockOf(zone)));

/** `Monday, June 15`, beside a date that has its year. */
export const sayDay = (zone: Zone, instant: number): string =>
  plain(english.dayToChoose(instant, clockOf(zone)));

/** `Monday, June 15, 2026, 10:00 America/New_York (UTC-04:00)` */
export const sayTime = (zone: Zone, instant: number): string =>
  `${sayDate(zone, instant)}, ${localClock(zone, instant)} ${labelOf(zone, instant)}`;

/** `Monday, June 15, 2026, 10:00 – 10:30 America/New_York (UTC-04:00)`; the end may lie on another day. */
export const saySpan = (zone: Zone, start: number, end: number): string =>
  `${sayDate(zone, start)}, ${plain(english.span(start, end, clockOf(zone)))} ${labelOf(zone, start)}`;

const labelOf = (zone: Zone, instant: number): string =>
  isUtc(zone) ? 'UTC' : `${zone.name} (UTC${offsetText(zone, instant)})`;

/** The present in UTC and in a zone, as every answer states it. */
export const presentIn = (zone: Zone, now: number) => ({
  utc: formatInstant(now),
  local: localIso(zone, now),
  timezone: zone.name,
});

/** The same in words. */
export function sayNow(zone: Zone, now: number): string {
  const local = isUtc(zone) ? '' : `, ${formatInstant(now)} in UTC`;
  return `The time is now ${sayTime(zone, now)}${local}.`;
}

const isUtc = (zone: Zone): boolean => zone.name === 'UTC';
