import {
  dateAt,
  findZone,
  formatDate,
  instantsOfLocal,
  parseDate,
  parseInstant,
  type Zone,
} from '@astrocal/scheduling';
import { bounds } from './bounds.generated.ts';
import { localDate, localIso, offsetText } from './local-time.ts';
import { ToolProblem } from './problem.ts';
import { repeated } from './safe-text.ts';
import { proposeZones } from './zones/propose-zones.ts';

const withoutOffset = /^(\d{4}-\d{2}-\d{2})[T ]([01]\d|2[0-3]):([0-5]\d)(?::[0-5]\d(?:\.\d+)?)?$/;
const dayMs = 86_400_000;
const minuteMs = 60_000;

/**
 * The IANA zone of a name, whatever its case. Throws a Problem that proposes the zones that may be meant, each with its
 * distance from UTC at the instant in question.
 */
export function readZone(field: string, name: string, at: number): Zone {
  const found = findZone(name.trim().replaceAll(' ', '_'));
  if (found) return found;
  const proposed = proposeZones(name, at).map((zone) => `${zone.name} (UTC${offsetText(zone, at)})`);
  const next =
    proposed.length > 0
      ? `Did you mean ${proposed.join(' or ')}? Ask the person for their city if you don't know it.`
      : 'Ask the person for their city, then give its zone.';
  throw new ToolProblem(
    `${field}: ${repeated(name)} is not an IANA time zone such as "America/New_York". ${next}`,
  );
}

/** The instant that a date, or a date and time, is about, near enough to know the clocks then; the present without. */
export function instantNear(text: string | undefined, now: number): number {
  const instant = text === undefined ? null : parseInstant(text);
  const date = parseDate(text?.slice(0, 10) ?? '');
  return instant ?? (date === null ? now : date * dayMs);
}

/** A date `YYYY-MM-DD` as it was written. Throws a Problem that shows the form and today's date in the zone. */
export function readDate(field: string, text: string, { zone, now }: { zone: Zone; now: number }): string {
  if (parseDate(text) !== null) return text;
  const [date = ''] = text.split(/[T ]/);
  const hint =
    date !== text && parseDate(date) !== null
      ? `is a date with a time; give the date only: "${date}"`
      : `must be a date that exists, as YYYY-MM-DD, not ${repeated(text)}`;
  throw new ToolProblem(`${field}: ${hint}. Today is ${localDate(zone, now)} in ${zone.name}.`);
}

/** The number of dates from one to another, both included. Throws a Problem unless they are as many as the API tells. */
export function readRange(start: string, end: string, zone: Zone, now: number): number {
  const from = parseDate(start) as number;
  const to = parseDate(end) as number;
  const today = dateAt(zone, now);
  if (to < from) throw new ToolProblem(`end_date: "${end}" is before start_date "${start}".`);
  if (to < today)
    throw new ToolProblem(
      `end_date: "${end}" has passed. Today is ${formatDate(today)} in ${zone.name}; only future times can be booked.`,
    );
  const most = bounds.availabilityDays;
  if (to - from >= most)
    throw new ToolProblem(
      `end_date: at most ${most} days can be asked for at once. End on ${formatDate(from + most - 1)} or earlier, then ask again from there.`,
    );
  return to - from + 1;
}

/**
 * An ISO 8601 date and time with an offset, as an instant. Throws a Problem; of a time without an offset it says what
 * it would be in the zone, instead of guessing.
 */
export function readInstant(field: string, text: string, zone: Zone): number {
  const instant = parseInstant(text.replace(/^(\S+) (\d{2}:\d{2})$/, '$1+$2'));
  if (instant !== null) return instant;
  const [, date = '', hour, minute] = withoutOffset.exec(text) ?? [];
  const day = parseDate(date);
  const meant =
    day === null ? [] : instantsOfLocal(zone, day * dayMs + (Number(hour) * 60 + Number(minute)) * minuteMs);
  if (meant.length > 0)
    throw new ToolProblem(
      `${field}: "${text}" has no UTC offset. In ${zone.name} it is ${meant.map((each) => `"${localIso(zone, each)}"`).join(' or ')}: call again with that if it is what you mean.`,
    );
  if (day !== null)
    throw new ToolProblem(
      `${field}: "${text}" has no UTC offset, and does not exist in ${zone.name}, where clocks skip it.`,
    );
  throw new ToolProblem(
    `${field}: must be a date and time with a UTC offset, such as "2026-06-15T14:00:00Z" or "2026-06-15T10:00:00-04:00", not ${repeated(text)}.`,
  );
}
