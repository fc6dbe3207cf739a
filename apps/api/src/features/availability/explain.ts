import type { SlotReason } from '@astrocal/contract';
import { explainSlot, formatInstant, type SlotRefusal } from '@astrocal/scheduling';
import type { Deps } from '../../deps.ts';
import { instantTextOrNull } from '../../lib/instants.ts';
import type { Caller } from '../../lib/principal.ts';
import { capResetsAt } from '../event-types/index.ts';
import { type ExplainedHost, presentHostVerdicts } from './explain-hosts.ts';
import { readBookable } from './read-availability.ts';
import { chooseDuration } from './rules.ts';
import { questionOf } from './snapshot.ts';

/** Why a time cannot be booked and what to do, in words that the published widget shows to anyone. */
export const refusalSentences: Readonly<Record<SlotRefusal & SlotReason, string>> = {
  cap_reached: 'Fully booked for now.',
  in_past: 'This time has passed. Choose a later one.',
  notice_too_short: 'This time is too soon to book. Choose a later one.',
  beyond_window: 'This time is too far ahead to book yet. Choose an earlier one.',
  outside_hours: 'This time is outside the bookable hours. Choose another one.',
  not_on_grid: 'No meeting starts at this time. Choose one of the times on offer.',
  booked: 'This time is already booked.',
  full: 'Not enough places are left at this time. Choose another one.',
  calendar_busy: 'The host is busy at this time. Choose another one.',
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
    readonly resets_at?: string | null;
  };
  readonly hosts: ExplainedHost[];
}

/** The verdict on one time (docs/availability.md). Throws `not_found` and `validation_error` as availability does. */
export async function explainAvailability(
  deps: Deps,
  principal: Caller,
  { eventTypeId, start, duration }: { eventTypeId: string; start: number; duration: number | undefined },
): Promise<Explanation> {
  const now = deps.clock.now();
  const snapshot = await readBookable(deps, principal, {
    eventTypeId,
    range: { start, end: start + 1 },
    now,
    // What a host did at a time that has passed is told too.
    from: 0,
  });
  const durationMinutes = chooseDuration(snapshot.eventType, duration, 'query.duration');
  const { assignment, hosts: explained } = explainSlot(questionOf(snapshot, { now, durationMinutes }), start);
  const hosts = presentHostVerdicts(snapshot, explained, assignment);
  const end = start + durationMinutes * 60_000;
  const end_time = { ...(end < yearTenThousand && { end_time: formatInstant(end) }) };
  const start_time = formatInstant(start);
  if (!assignment.ok) {
    const { reason } = assignment;
    return {
      start_time,
      bookable: false,
      reason,
      details: {
        message: refusalSentences[reason],
        ...end_time,
        ...(reason === 'cap_reached' && {
          resets_at: instantTextOrNull(capResetsAt(snapshot.eventType, now)),
        }),
      },
      hosts,
    };
  }
  const { spotsRemaining, totalCapacity } = assignment.slot;
  return {
    start_time,
    bookable: true,
    reason: null,
    details: {
      message: 'This time is free to book.',
      ...end_time,
      ...(totalCapacity > 1 && { spots_remaining: spotsRemaining, total_capacity: totalCapacity }),
    },
    hosts,
  };
}
