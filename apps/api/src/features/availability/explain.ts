import type { SlotReason } from '@astrocal/contract';
import { formatInstant, type SlotRefusal } from '@astrocal/scheduling';
import type { Deps } from '../../deps.ts';
import type { Actor } from '../../lib/actor.ts';
import { readBookable } from './read-availability.ts';
import { chooseDuration } from './rules.ts';
import { questionOf } from './snapshot.ts';

/** Why a time cannot be booked, in a sentence that may be shown to anyone. */
export const refusalSentences: Readonly<Record<SlotRefusal & SlotReason, string>> = {
  cap_reached: 'Booking cap has been reached for the current period.',
  in_past: 'This time is in the past.',
  notice_too_short: 'This time is too soon: the event type asks for more notice.',
  beyond_window: 'This time is further ahead than the event type can be booked.',
  outside_hours: 'This time is outside the hours of the event type.',
  not_on_grid: 'No slot starts at this time.',
  booked: 'Another booking takes this time, buffers included.',
  full: 'This slot has not enough spots left.',
  calendar_busy: 'The calendar of the host is busy at this time.',
};

/** Instants are written with years of four digits. */
const yearTenThousand = Date.UTC(10_000, 0, 1);

export interface Explanation {
  readonly start_time: string;
  readonly bookable: boolean;
  readonly reason: SlotRefusal | null;
  readonly details: {
    readonly message: string;
    readonly end_time?: string;
    readonly spots_remaining?: number;
    readonly total_capacity?: number;
  };
}

/** The verdict on one time (docs/availability.md). Throws `not_found` and `validation_error` as availability does. */
export async function explainAvailability(
  deps: Deps,
  actor: Actor,
  { eventTypeId, start, duration }: { eventTypeId: string; start: number; duration: number | undefined },
): Promise<Explanation> {
  const now = deps.clock.now();
  const snapshot = await readBookable(deps, actor, { eventTypeId, range: { start, end: start + 1 }, now });
  const durationMinutes = chooseDuration(snapshot.eventType, duration, 'query.duration');
  const verdict = deps.guards.decideSlot(questionOf(snapshot, { now, durationMinutes }), start);
  const end = start + durationMinutes * 60_000;
  const end_time = { ...(end < yearTenThousand && { end_time: formatInstant(end) }) };
  const start_time = formatInstant(start);
  if (!verdict.ok) {
    const { reason } = verdict;
    return {
      start_time,
      bookable: false,
      reason,
      details: { message: refusalSentences[reason], ...end_time },
    };
  }
  const { spotsRemaining, totalCapacity } = verdict.slot;
  return {
    start_time,
    bookable: true,
    reason: null,
    details: {
      message: 'This time can be booked.',
      ...end_time,
      ...(totalCapacity > 1 && { spots_remaining: spotsRemaining, total_capacity: totalCapacity }),
    },
  };
}
