import type { ReaderClock } from '@astrocal/look';

/** Wall-clock time by the zone rules of the browser: the visitor's own view of instants that the API names in UTC. */

export interface LocalTime {
  /** `YYYY-MM-DD`. */
  readonly date: string;
  /** Minutes since the day's midnight on the clock. */
  readonly minutes: number;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(zone: string): Intl.DateTimeFormat {
  let clock = clocks.get(zone);
  if (clock === undefined) {
    clock = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    });
    clocks.set(zone, clock);
  }
  return clock;
}

/** The date and the time of day that a clock in the zone shows at an instant (epoch milliseconds). */
export function localTime(instant: number, zone: string): LocalTime {
  const parts: Record<string, string> = {};
  for (const { type, value } of clockOf(zone).formatToParts(instant)) parts[type] = value;
  return {
    date: `${parts.year}-${parts.month}-${parts.day}`,
    minutes: Number(parts.hour) * 60 + Number(parts.minute),
  };
}

/** The instant at which a clock in the zone shows this time: the earlier of two, and past a gap where there is none. */
export function instantAt({ date, minutes }: LocalTime, zone: string): number {
  const asUtc = Date.parse(`${date}T00:00:00Z`) + minutes * 60_000;
  const around = [asUtc - 86_400_000, asUtc + 86_400_000].map((instant) => asUtc - offsetMs(instant, zone));
  const shown = around.filter((instant) => asUtc - offsetMs(instant, zone) === instant);
  return shown.length > 0 ? Math.min(...shown) : Math.max(...around);
}

/** How far the zone's clock is ahead of UTC, in milliseconds; whole minutes. */
export function offsetMs(instant: number, zone: string): number {
  const { date, minutes } = localTime(instant, zone);
  return Date.parse(`${date}T00:00:00Z`) + minutes * 60_000 - Math.floor(instant / 60_000) * 60_000;
}

/** The zone's clock as texts are written by it. */
export const readerClock = (zone: string): ReaderClock => ({
  zone,
  offsetSecondsAt: (instant) => offsetMs(instant, zone) / 1000,
});

/** Whether the browser knows the zone. */
export function isZone(name: string): boolean {
  try {
    clockOf(name);
    return true;
  } catch {
    return false;
  }
}

/** The zone of this device, UTC where it has none. */
export function visitorZone(): string {
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return zone && isZone(zone) ? zone : 'UTC';
}
