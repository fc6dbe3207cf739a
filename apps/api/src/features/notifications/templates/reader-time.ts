import { findZone, offsetSecondsAt, type Zone } from '@astrocal/scheduling';

const utc = findZone('UTC') as Zone;

/** The zone of a reader by its IANA name; UTC where the name is unknown. */
export const readerZone = (name: string): Zone => findZone(name) ?? utc;

const pattern = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC' });
const longDay = pattern({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
const shortDay = pattern({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
const clock = pattern({ hour: 'numeric', minute: '2-digit', hour12: true });
const leafParts = { month: pattern({ month: 'short' }), weekday: pattern({ weekday: 'short' }) };

/**
 * The instant moved so that UTC shows what the zone's clock does. The offset comes from our own table: the one that
 * Intl carries may be a release behind.
 */
const wall = (zone: Zone, instant: number): Date => new Date(instant + offsetSecondsAt(zone, instant) * 1000);

/** `Tuesday 16 June 2026` */
export const dayText = (zone: Zone, instant: number): string => longDay.format(wall(zone, instant));

/** `2:00 pm` */
export const timeText = (zone: Zone, instant: number): string => clock.format(wall(zone, instant));

/** `2:00 pm – 2:30 pm`; an end on another day says its day. */
export function spanText(zone: Zone, start: number, end: number): string {
  const endDay = dayText(zone, end) === dayText(zone, start) ? '' : `${shortDay.format(wall(zone, end))}, `;
  return `${timeText(zone, start)} – ${endDay}${timeText(zone, end)}`;
}

/** `Tue 16 Jun 2026, 2:00 pm (New York)`: for subjects. */
export const shortText = (zone: Zone, instant: number): string =>
  `${shortDay.format(wall(zone, instant)).replace(',', '')}, ${timeText(zone, instant)} (${cityOf(zone)})`;

/** `New York time, UTC−4` */
export function zoneText(zone: Zone, instant: number): string {
  const offset = offsetText(zone, instant);
  return hasCity(zone) ? `${cityOf(zone)} time, ${offset}` : offset;
}

/** The day as a leaf of a calendar. */
export function leafOf(zone: Zone, instant: number): { month: string; day: string; weekday: string } {
  const day = wall(zone, instant);
  return {
    month: leafParts.month.format(day),
    day: String(day.getUTCDate()),
    weekday: leafParts.weekday.format(day),
  };
}

const hasCity = ({ name }: Zone) => name.includes('/') && !name.startsWith('Etc/');

const cityOf = (zone: Zone): string =>
  hasCity(zone) ? (zone.name.split('/').at(-1) ?? zone.name).replaceAll('_', ' ') : zone.name;

/** `UTC−4` */
export function offsetText(zone: Zone, instant: number): string {
  const seconds = offsetSecondsAt(zone, instant);
  if (seconds === 0) return 'UTC';
  const minutes = Math.round(Math.abs(seconds) / 60);
  const rest = minutes % 60 === 0 ? '' : `:${String(minutes % 60).padStart(2, '0')}`;
  return `UTC${seconds < 0 ? '−' : '+'}${Math.floor(minutes / 60)}${rest}`;
}

/** `45 minutes`, `1 hour`, `1 day`, `2 days 3 hours`: a length as people say it. */
export function lengthText(minutes: number): string {
  const units: [string, number][] = [
    ['day', Math.floor(minutes / 1440)],
    ['hour', Math.floor((minutes % 1440) / 60)],
    ['minute', minutes % 60],
  ];
  const said = units.filter(([, count]) => count > 0);
  return said.map(([unit, count]) => `${count} ${unit}${count === 1 ? '' : 's'}`).join(' ');
}
