import { twoDigits } from './two-digits.ts';

/** Reads `HH:MM` or `HH:MM:SS`, up to `24:00:00`: seconds of the local day, or null. */
export function parseLocalTime(text: string): number | null {
  const match = /^(\d{2}):([0-5]\d)(?::([0-5]\d))?$/.exec(text);
  if (!match) return null;
  const seconds = Number(match[1]) * 3600 + Number(match[2]) * 60 + Number(match[3] ?? 0);
  return seconds <= 86_400 ? seconds : null;
}

/** `HH:MM:SS` of a second of the local day, 0 to 86400 (`24:00:00`). Throws a RangeError for others. */
export function formatLocalTime(secondOfDay: number): string {
  if (!(Number.isInteger(secondOfDay) && secondOfDay >= 0 && secondOfDay <= 86_400)) {
    throw new RangeError(`${secondOfDay} is no second of a day`);
  }
  const hours = twoDigits(Math.floor(secondOfDay / 3600));
  return `${hours}:${twoDigits(Math.floor(secondOfDay / 60) % 60)}:${twoDigits(secondOfDay % 60)}`;
}
