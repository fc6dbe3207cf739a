import { findZone, offsetSecondsAt } from '../../scheduling/src/index.ts';
import type { ReaderClock } from '../src/index.ts';

/** The clock of a zone by our own table. */
export function clockIn(zone: string): ReaderClock {
  const rules = findZone(zone);
  if (rules === null) throw new Error(`no zone ${zone}`);
  return { zone, offsetSecondsAt: (instant) => offsetSecondsAt(rules, instant) };
}

export const languages = ['en', 'de', 'fr', 'es', 'pt', 'it', 'nl', 'pl', 'ja', 'ar'] as const;
