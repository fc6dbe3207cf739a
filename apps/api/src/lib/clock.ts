import { findZone } from '@astrocal/scheduling';

/** Where the present comes from. Commands take the instant as a value; tests put a clock of their own here. */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };

/** An instant as the API writes it: ISO 8601 (RFC 3339) in UTC without milliseconds. */
export const isoSeconds = (instant: Date): string => `${instant.toISOString().slice(0, -5)}Z`;
export const isoSecondsOrNull = (instant: Date | null): string | null => instant && isoSeconds(instant);

/** The zone that this machine is set to, by its system or by `TZ`; UTC where it has none, or one that is no zone. */
export function machineZone(): string {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return timeZone && findZone(timeZone) ? timeZone : 'UTC';
}
