import { type EpochDay, formatInstant, type Instant, parseDate, parseInstant } from '@astrocal/scheduling';

/** The instant of a text that the schema has checked already. */
export function instantOf(text: string): Instant {
  const instant = parseInstant(text);
  if (instant === null) throw new Error(`${text} is not an instant.`);
  return instant;
}

/** The instant as the API writes it, or null. */
export const instantTextOrNull = (instant: Instant | null): string | null =>
  instant === null ? null : formatInstant(instant);

/** The day of a date that the schema has checked. */
export function dayOf(date: string): EpochDay {
  const day = parseDate(date);
  if (day === null) throw new Error(`${date} is not a date.`);
  return day;
}
