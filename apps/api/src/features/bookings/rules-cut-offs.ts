import { ApiError } from '../../lib/api-error.ts';
import { aheadText } from '../../wording/lengths.ts';

/* How long before its start a booking can last be changed without an API key (docs/bookings.md, Until when). */

/** What its bearer does with a booking. */
export type TokenChange = 'cancel' | 'move';

/** The cut-offs of an event type in minutes before the start; null: until it begins. */
export interface CutOffs {
  readonly cancel_cutoff_minutes: number | null;
  readonly reschedule_cutoff_minutes: number | null;
}

const columns = { cancel: 'cancel_cutoff_minutes', move: 'reschedule_cutoff_minutes' } as const;

/** The last instant at which a booking can be changed so, epoch milliseconds; its start where nothing ends it sooner. */
const lastChangeAt = (change: TokenChange, cutOffs: CutOffs, startAt: Date): number =>
  startAt.getTime() - (cutOffs[columns[change]] ?? 0) * 60_000;

/** Whether a booking that has not begun can be changed so no more. */
export const isTooLate = (
  change: TokenChange,
  cutOffs: CutOffs,
  { startAt, now }: { startAt: Date; now: number },
): boolean => now > lastChangeAt(change, cutOffs, startAt);

/** Until when the bearer of its token moves and cancels a booking, epoch milliseconds. */
export const lastChangesOf = (cutOffs: CutOffs, startAt: Date): Record<TokenChange, number> => ({
  move: lastChangeAt('move', cutOffs, startAt),
  cancel: lastChangeAt('cancel', cutOffs, startAt),
});

const words = { cancel: 'cancelled', move: 'moved' } as const;

/** The refusal of such a change. */
export const tooLate = (change: TokenChange, cutOffs: CutOffs): ApiError =>
  new ApiError(
    'conflict',
    `This booking can be ${words[change]} until ${aheadText(cutOffs[columns[change]] ?? 0)} before it begins, and no longer now. Ask whoever you booked with.`,
    { reason: 'too_late' },
  );
