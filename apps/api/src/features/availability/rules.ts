import { components, maxAvailabilityDays } from '@astrocal/contract';
import { type Interval, startOfDate, type Zone } from '@astrocal/scheduling';
import { invalid } from '../../lib/api-error.ts';
import { dayOf } from '../../lib/instants.ts';

/** The instants of an inclusive range of dates in a zone. Throws `validation_error` when it is empty or too long. */
export function rangeOf({ start, end }: { start: string; end: string }, zone: Zone): Interval {
  const first = dayOf(start);
  const last = dayOf(end);
  if (last < first) throw invalid({ path: 'query.end', message: 'must not be before start' });
  if (last - first >= maxAvailabilityDays)
    throw invalid({ path: 'query.end', message: `must be within ${maxAvailabilityDays} days of start` });
  return { start: startOfDate(zone, first), end: startOfDate(zone, last + 1) };
}

interface Lengths {
  readonly duration_minutes: number;
  readonly duration_options: readonly number[] | null;
}

/** Whether the event type offers the length; `duration_minutes` always among them. */
export const offersDuration = ({ duration_minutes, duration_options }: Lengths, minutes: number): boolean =>
  minutes === duration_minutes || duration_options?.includes(minutes) === true;

/**
 * The length that is asked for: one that the event type offers.
 * Throws `validation_error` for `path`.
 */
export function chooseDuration(eventType: Lengths, asked: number | undefined, path: string): number {
  const { duration_minutes: usual, duration_options: options } = eventType;
  if (asked === undefined || offersDuration(eventType, asked)) return asked ?? usual;
  throw invalid({ path, message: `must be one of ${(options ?? [usual]).join(', ')}` });
}

/**
 * The longest meeting that an event type can have by the contract, in minutes: what may reach into a range of times is
 * within this of it, and the event type's own lengths are not known before it is read.
 */
export function longestMeeting(eventType: object | undefined = components().get('EventTypeCreate')) {
  const { properties } = eventType as { readonly properties: Readonly<Record<string, unknown>> };
  const of = (name: string) => largest(name, properties[name]);
  return {
    durationMinutes: Math.max(of('duration_minutes'), of('duration_options')),
    bufferBeforeMinutes: of('buffer_before_minutes'),
    bufferAfterMinutes: of('buffer_after_minutes'),
  };
}

/** The largest number that a schema, or the schema of its items, allows. */
function largest(name: string, schema: unknown): number {
  const { maximum, items } = schema as { readonly maximum?: number; readonly items?: unknown };
  if (maximum !== undefined) return maximum;
  if (items !== undefined) return largest(name, items);
  throw new Error(`The contract says no maximum of ${name}.`);
}
