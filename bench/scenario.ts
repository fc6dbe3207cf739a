/**
 * The question that every figure about slots asks: 30 days of New York from the first of March, over the change to
 * daylight saving time, Monday to Friday 09:00 to 17:00, 30-minute slots, 15-minute buffers.
 */
export interface Scenario {
  readonly year: number;
  readonly days: number;
  /** Ascending starts of bookings of 30 minutes. */
  readonly bookedStarts: readonly number[];
}

export const timezone = 'America/New_York';
export const workDays = [1, 2, 3, 4, 5];
export const openSecond = 9 * 3600;
export const closeSecond = 17 * 3600;
export const slotMinutes = 30;
export const bufferMinutes = 15;

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

export const slotMs = slotMinutes * minuteMs;
export const bufferMs = bufferMinutes * minuteMs;

/** How far New York is behind UTC before and after the change of March. */
const winterOffsetMs = 5 * hourMs;

/** Midnight of the first of March in New York. */
export const firstInstant = (year: number): number => Date.UTC(year, 2, 1) + winterOffsetMs;

/** From one booking's start to the next, in whole minutes. */
export const bookedEveryMinutes = (days: number, bookings: number): number =>
  Math.floor((days * 24 * 60) / bookings);

export interface ScenarioSize {
  readonly days?: number;
  /** Spread evenly over the days. */
  readonly bookings?: number;
  /** How many of them follow each other without a gap between their buffers: many leave no slot otherwise. */
  readonly inARow?: number;
}

export function scenario(
  year: number,
  { days = 30, bookings = 50, inARow = 1 }: ScenarioSize = {},
): Scenario {
  const rowEvery = bookedEveryMinutes(days, bookings / inARow) * minuteMs;
  const reserved = slotMs + 2 * bufferMs;
  const startOf = (i: number) => Math.floor(i / inARow) * rowEvery + (i % inARow) * reserved;
  const first = firstInstant(year);
  return { year, days, bookedStarts: Array.from({ length: bookings }, (_, i) => first + startOf(i)) };
}

/** The date in March of New York's change: the second Sunday. From that date on it is an hour nearer to UTC. */
export function changeDate(year: number): number {
  const weekdayOfFirst = new Date(Date.UTC(year, 2, 1)).getUTCDay();
  return 1 + ((7 - weekdayOfFirst) % 7) + 7;
}

/** The next March that is wholly to come: its times can be booked. */
export const nextYear = (now: number): number => new Date(now).getUTCFullYear() + 1;

export const isoDate = (year: number, date: number): string =>
  new Date(Date.UTC(year, 2, date)).toISOString().slice(0, 10);
