import { formatInstant, type Instant, parseInstant } from '@astrocal/scheduling';

/** The instant of a text that the schema has checked already. */
export function instantOf(text: string): Instant {
  const instant = parseInstant(text);
  if (instant === null) throw new Error(`${text} is not an instant.`);
  return instant;
}

/** The instant as the API writes it, or null. */
export const instantTextOrNull = (instant: Instant | null): string | null =>
  instant === null ? null : formatInstant(instant);
