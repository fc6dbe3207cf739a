import { maxAvailabilityDays } from '@astrocal/contract';
import {
  dateAt,
  decideSlot,
  findSlots,
  type Instant,
  type Interval,
  type SlotRefusal,
  startOfDate,
} from '@astrocal/scheduling';
import { offersDuration, questionOf, type Snapshot } from '../availability/index.ts';
import { zoneOf } from '../event-types/index.ts';

const dayMs = 24 * 60 * 60_000;

/** How long an entry waits at most: seven days (docs/waitlist.md, The end of waiting). */
const longestWaitMs = 7 * dayMs;

/** How far ahead a spot is looked for where any will do: as far as availability can be asked for. */
const anyReachMs = maxAvailabilityDays * dayMs;

/** What is waited for: a start, or where that is null any; and a length. */
export interface Wish {
  readonly start: Instant | null;
  readonly durationMinutes: number;
}

/** A wait ends at the wanted start, or after 7 days. */
export const expiryOf = ({ start }: Wish, now: Instant): Instant =>
  Math.min(start ?? Number.POSITIVE_INFINITY, now + longestWaitMs);

/** The starts that may fulfil a wish. */
export const startsOf = ({ start }: Wish, now: Instant): Interval =>
  start === null ? { start: now, end: now + anyReachMs } : { start, end: start + 1 };

/** Every start that somebody in line, which is not empty, may get. */
export function startsOfLine(line: readonly Wish[], now: Instant): Interval {
  const range = { start: Number.POSITIVE_INFINITY, end: Number.NEGATIVE_INFINITY };
  for (const waiting of line) {
    const { start, end } = startsOf(waiting, now);
    range.start = Math.min(range.start, start);
    range.end = Math.max(range.end, end);
  }
  return range;
}

/**
 * Why nobody can wait for this: it can be booked now, or it could not be even if every booking gave way. Null where
 * bookings, or the cap, are all that stands in the way.
 */
export function findJoinObstacle(
  snapshot: Snapshot,
  wish: Wish,
  now: Instant,
): 'bookable' | SlotRefusal | null {
  const question = questionOf(snapshot, { now, durationMinutes: wish.durationMinutes });
  const starts = startsOf(wish, now);
  const { capped, slots } = findSlots(question, starts);
  if (slots.length > 0) return 'bookable';
  if (wish.start === null) return null;
  const uncapped = { ...question, cap: null };
  if (findSlots(uncapped, starts, { withFull: true }).full.length > 0) return null;
  const verdict = decideSlot(uncapped, wish.start);
  if (!verdict.ok) return verdict.reason;
  return capped ? null : 'bookable';
}

/** Somebody in line, with the starts that they may get, ascending. */
export interface Fitting<Waiting extends Wish> {
  readonly waiting: Waiting;
  readonly starts: readonly Instant[];
}

/**
 * Those in line whose wish can be booked, and where: their own start, or all for whom any will do. The line is in the
 * order of joining; the snapshot covers the starts of every wish in it. Equal wishes are looked for once, and none before
 * it is asked for.
 */
export function* findFitting<Waiting extends Wish>(
  line: readonly Waiting[],
  snapshot: Snapshot,
  now: Instant,
): Generator<Fitting<Waiting>, void> {
  const seen = new Map<string, readonly Instant[]>();
  for (const waiting of line) {
    const wish = `${waiting.start} ${waiting.durationMinutes}`;
    const starts = seen.get(wish) ?? findStarts(snapshot, waiting, now);
    seen.set(wish, starts);
    if (starts.length > 0) yield { waiting, starts };
  }
}

function findStarts(snapshot: Snapshot, wish: Wish, now: Instant): readonly Instant[] {
  const { durationMinutes } = wish;
  // The lengths that are offered may have changed since.
  if (!offersDuration(snapshot.eventType, durationMinutes)) return [];
  return findSlots(questionOf(snapshot, { now, durationMinutes }), startsOf(wish, now)).slots.map(
    ({ start }) => start,
  );
}

/**
 * When a spot may open that nobody frees: the next midnight in the event type's zone. Periods of caps begin there, and
 * booking windows reach one date further.
 */
export function nextOpening({ timezone }: { readonly timezone: string }, now: Instant): Instant {
  const zone = zoneOf(timezone);
  return startOfDate(zone, dateAt(zone, now) + 1);
}

/** That an event type has a host. */
export interface Hosted {
  readonly eventTypeId: string;
  readonly hostId: string;
}

/**
 * The event types whose lines are looked at when a host has time again: those of the host, and those of whoever else hosts
 * one of these. A booking may take several hosts, and then whoever joined first for one of the others comes before it.
 */
export function linesWithHost(waitedFor: readonly Hosted[], hostId: string): string[] {
  const having = (hostIds: ReadonlySet<string>) =>
    new Set(waitedFor.filter((each) => hostIds.has(each.hostId)).map(({ eventTypeId }) => eventTypeId));
  const ofHost = having(new Set([hostId]));
  const together = waitedFor.filter(({ eventTypeId }) => ofHost.has(eventTypeId));
  return [...having(new Set(together.map((each) => each.hostId)))];
}
