import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, inject } from 'vitest';

const dayMs = 86_400_000;
/** How many tests a file may have. */
const daysOfFile = 14;
let taken = 0;

/**
 * A date that no other test has: one host holds all meetings of the server, so tests on the same one would take each
 * other's times. It lies next month or later, and within a year. From Monday to Friday, so that no clock changes on it.
 */
export function ownDay(): string {
  const { testPath = '' } = expect.getState();
  const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.e2e.ts'));
  const place = files.sort().indexOf(path.basename(testPath));
  if (place < 0 || taken >= daysOfFile) throw new Error(`${testPath} has no days left.`);
  return weekdayAfter(inject('daysFrom'), place * daysOfFile + taken++);
}

/** The so many-th day from Monday to Friday after an instant. */
function weekdayAfter(instant: number, count: number): string {
  const monday = instant + ((8 - new Date(instant).getUTCDay()) % 7) * dayMs;
  const days = Math.floor(count / 5) * 7 + (count % 5);
  return new Date(monday + days * dayMs).toISOString().slice(0, 10);
}

/** "Wednesday, January 13", as the widget names a day in American English. */
export const dayName = (date: string, locale = 'en-US'): string =>
  new Intl.DateTimeFormat(locale, {
    timeZone: 'UTC',
    weekday: 'long',
    day: 'numeric',
    month: 'long',
  }).format(Date.parse(`${date}T12:00:00Z`));

/** "9:30 AM" on the clock of a zone, with plain spaces. */
export const timeName = (instant: string, timezone = 'America/New_York'): string =>
  new Intl.DateTimeFormat('en-US', { timeZone: timezone, hour: 'numeric', minute: '2-digit' })
    .format(Date.parse(instant))
    .replaceAll(/\s/g, ' ');
